import { toLatin } from '@putokaz/serbian'
import { choose } from '#kernel/localized.ts'
import { courseByCode } from '#modules/courses/index.ts'
import * as words from '#texts/generated/letters.ts'
import type { LetterKind } from '../letter-kind.ts'

const nominated: LetterKind = {
  kind: 'nominated',
  title: words.kindNominated,
  hears: 'learning.nominated',
  async draft(app, { variant, body, link }) {
    const course = await courseByCode(app.db, String(body['course']))
    if (!course) return null
    return {
      subject: words.nominatedSubject(variant),
      paragraphs: [words.nominatedBody(variant, { course: choose(course.title, variant, toLatin).text })],
      action: { label: words.nominatedAction(variant), address: link(`/courses/${course.code}`) },
    }
  },
}

/** Letters about learning. */
export const learningLetters: readonly LetterKind[] = [nominated]
