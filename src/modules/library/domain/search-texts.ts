/** What search says of a manual, its chapters and a term; on a device that keeps them too. */
import { plainText } from '@putokaz/manuscript'
import { scriptOf } from '@putokaz/serbian'
import type { Localized } from '#kernel/localized.ts'
import type { SearchText } from '#kernel/search-text.ts'
import type { ManualContent } from './manual.ts'
import type { Term } from './term.ts'

export function manualTexts(one: ManualContent): SearchText[] {
  const path = `/library/manuals/${one.slug}`
  const common = { areas: one.areas, sample: one.sample }
  const cover: SearchText = { ...common, kind: 'manual', id: one.slug, path, title: one.title, body: joined([one.summary, one.audience]), date: one.published }
  const chapters = one.chapters.map(
    (chapter): SearchText => ({
      ...common,
      kind: 'chapter',
      id: `${one.slug}/${chapter.slug}`,
      path: `${path}/${chapter.slug}`,
      title: chapter.title,
      body: joined([chapter.summary ?? {}, { 'sr-Cyrl': plainText(chapter.blocks), ...(chapter.english && { en: plainText(chapter.english.blocks) }) }]),
      date: chapter.checked,
    }),
  )
  return [cover, ...chapters]
}

export function termText(one: Term): SearchText {
  const also = one.also.map((word): Localized => (scriptOf(word) === 'latin' ? { en: word } : { 'sr-Cyrl': word }))
  return { kind: 'term', id: one.id, path: `/glossary#${one.id}`, title: one.term, body: joined([one.definition, ...also]), areas: one.areas, sample: false }
}

export function joined(texts: readonly Localized[]): Localized {
  const of = (variant: 'sr-Cyrl' | 'en') =>
    texts
      .map((text) => text[variant])
      .filter((text) => text !== undefined && text !== '')
      .join('. ')
  return { 'sr-Cyrl': of('sr-Cyrl'), en: of('en') }
}
