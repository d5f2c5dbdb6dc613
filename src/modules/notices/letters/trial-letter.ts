import * as words from '#texts/generated/letters.ts'
import type { LetterKind } from '../letter-kind.ts'

/** A letter that an administrator sends to herself, to see that letters arrive and how they look. */
const trial: LetterKind = {
  kind: 'trial',
  title: words.kindTrial,
  hears: 'notices.trial-asked',
  draft: async (_app, { variant, link }) => ({
    subject: words.trialSubject(variant),
    paragraphs: [words.trialBody(variant)],
    action: { label: words.trialAction(variant), address: link('/admin/mail') },
  }),
}

export const trialLetters: readonly LetterKind[] = [trial]
