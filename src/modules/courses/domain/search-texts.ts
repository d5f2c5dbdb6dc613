/** What search says of a course and of its units; on a device that keeps the course too. */
import { plainText } from '@putokaz/manuscript'
import type { Localized } from '#kernel/localized.ts'
import type { SearchText } from '#kernel/search-text.ts'
import type { Course } from './course.ts'
import type { UnitBody } from './written-text.ts'

export function courseText(course: Course): SearchText {
  const { code, title, promise, audience, outcomes, chapters, areas, checked, sample } = course
  const body = joined([promise, audience, ...outcomes.map(({ text }) => text), ...chapters.map((chapter) => chapter.title)])
  return { kind: 'course', id: code, path: `/courses/${code}`, title, body, areas, date: checked, sample }
}

export function unitText({ code, areas, sample }: Course, { slug, body: { source, english } }: { readonly slug: string; readonly body: UnitBody }): SearchText {
  return {
    kind: 'unit',
    id: `${code}/${slug}`,
    path: `/courses/${code}/${slug}`,
    title: source.front.title,
    body: { 'sr-Cyrl': plainText([...source.blocks]), ...(english && { en: plainText([...english.blocks]) }) },
    areas,
    date: source.front.checked,
    sample,
  }
}

export function joined(texts: readonly Localized[]): Localized {
  const of = (variant: 'sr-Cyrl' | 'en') => texts.flatMap((text) => text[variant] ?? []).join('\n')
  return { 'sr-Cyrl': of('sr-Cyrl'), en: of('en') }
}
