import { mintConfirmation, mintReset } from '#modules/people/index.ts'
import * as words from '#texts/generated/letters.ts'
import type { LetterKind } from '../letter-kind.ts'

const confirm: LetterKind = {
  kind: 'confirmation',
  title: words.kindConfirmation,
  hears: 'people.email-to-confirm',
  toUnconfirmed: true,
  async draft(app, { person, variant, body, link }) {
    const minted = person && (await mintConfirmation(app, person.id, typeof body.next === 'string' ? body.next : null))
    if (!minted) return null
    return {
      subject: words.confirmSubject(variant),
      paragraphs: [words.confirmBody(variant), words.confirmLimits(variant)],
      action: { label: words.confirmAction(variant), address: link(`/confirm?key=${minted.secret}`) },
    }
  },
}

const reset: LetterKind = {
  kind: 'reset',
  title: words.kindReset,
  hears: 'people.reset-asked',
  toUnconfirmed: true,
  async draft(app, { person, variant, link }) {
    const minted = person && (await mintReset(app, person.id))
    if (!minted) return null
    return {
      subject: words.resetSubject(variant),
      paragraphs: [words.resetBody(variant), words.resetLimits(variant)],
      action: { label: words.resetAction(variant), address: link(`/reset?key=${minted.secret}`) },
    }
  },
}

const already: LetterKind = {
  kind: 'already-registered',
  title: words.kindAlreadyRegistered,
  hears: 'people.already-registered',
  draft: async (_app, { variant, link }) => ({
    subject: words.alreadySubject(variant),
    paragraphs: [words.alreadyBody(variant), words.alreadyLimits(variant)],
    action: { label: words.alreadyAction(variant), address: link('/forgotten') },
  }),
}

/** Letters about one's own account. */
export const accountLetters: readonly LetterKind[] = [confirm, reset, already]
