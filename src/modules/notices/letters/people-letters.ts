import { mintInvitation } from '#modules/people/index.ts'
import * as words from '#texts/generated/letters.ts'
import type { LetterKind } from '../letter-kind.ts'

const invitation: LetterKind = {
  kind: 'invitation',
  title: words.kindInvitation,
  hears: 'people.invited',
  toUnconfirmed: true,
  wishes: async (_app, body) => (Array.isArray(body.people) ? body.people : []).map((person) => ({ person: String(person), body: {} })),
  async draft(app, { person, variant, link }) {
    const minted = person && (await mintInvitation(app, person.id))
    // Who has entered already is only reminded: nothing about her account changes.
    if (!minted)
      return {
        subject: words.invitedAgainSubject(variant),
        paragraphs: [words.invitedAgainBody(variant)],
        action: { label: words.invitedAgainAction(variant), address: link('/sign-in') },
      }
    return {
      subject: words.invitationSubject(variant),
      paragraphs: [words.invitationBody(variant), words.invitationLimits(variant)],
      action: { label: words.invitationAction(variant), address: link(`/invited?key=${minted.secret}`) },
    }
  },
}

const signOnChanged: LetterKind = {
  kind: 'sign-on-changed',
  title: words.kindSignOnChanged,
  hears: 'people.sign-on-changed',
  draft: async (_app, { variant, link }) => ({
    subject: words.signOnChangedSubject(variant),
    paragraphs: [words.signOnChangedBody(variant)],
    action: { label: words.signOnChangedAction(variant), address: link('/me/sign-ons') },
  }),
}

/** Letters that the desk for people and linked sign-ins ask for. */
export const peopleLetters: readonly LetterKind[] = [invitation, signOnChanged]
