import type { Variant } from '#kernel/localized.ts'
import { mintEmailChange, ownerOfWantedEmail, type SecurityChange } from '#modules/people/index.ts'
import * as words from '#texts/generated/letters.ts'
import type { LetterKind } from '../letter-kind.ts'

/** What happened, in one sentence of its own for each. */
const happened: Record<SecurityChange, (variant: Variant) => string> = {
  password: words.changedPassword,
  'app-added': words.changedAppAdded,
  'app-removed': words.changedAppRemoved,
  'passkey-added': words.changedPasskeyAdded,
  'passkey-removed': words.changedPasskeyRemoved,
  'factors-dropped': words.changedFactorsDropped,
  'new-device': words.changedNewDevice,
  email: words.changedEmail,
}

/** Tells the owner of an account whenever what guards it changed: whoever did it, she hears of it. */
const securityChanged: LetterKind = {
  kind: 'security-changed',
  title: words.kindSecurityChanged,
  hears: 'people.security-changed',
  async draft(_app, { variant, body, link }) {
    const sentence = happened[body.what as SecurityChange]
    if (!sentence) return null
    return {
      subject: body.what === 'new-device' ? words.newDeviceSubject(variant) : words.securitySubject(variant),
      paragraphs: [sentence(variant), words.securityNotYou(variant)],
      action: { label: words.securityAction(variant), address: link('/me/security') },
    }
  },
}

const emailToConfirm: LetterKind = {
  kind: 'email-new',
  title: words.kindEmailNew,
  hears: 'people.email-change-asked',
  // To an address that is nobody's yet: her account may have none.
  wishes: async (_app, body) => [{ person: null, body }],
  reader: (body) => String(body.person),
  async draft(app, { body, variant, link }) {
    const minted = await mintEmailChange(app, String(body.person), 'new')
    if (!minted) return null
    return {
      to: minted.email,
      subject: words.emailNewSubject(variant),
      paragraphs: [words.emailNewBody(variant), words.emailNewLimits(variant)],
      action: { label: words.emailNewAction(variant), address: link(`/e-mail-change?side=new&key=${minted.secret}`) },
    }
  },
}

const emailToAgree: LetterKind = {
  kind: 'email-old',
  title: words.kindEmailOld,
  hears: 'people.email-change-asked',
  async draft(app, { person, variant, link }) {
    const minted = person?.email ? await mintEmailChange(app, person.id, 'old') : null
    if (!minted) return null
    return {
      subject: words.emailOldSubject(variant),
      paragraphs: [words.emailOldBody(variant), words.emailOldLimits(variant)],
      action: { label: words.emailOldAction(variant), address: link(`/e-mail-change?side=old&key=${minted.secret}`) },
    }
  },
}

/** Whose address somebody else wants hears of it; the one who asked is told nothing. */
const emailWanted: LetterKind = {
  kind: 'email-wanted',
  title: words.kindEmailWanted,
  hears: 'people.email-change-asked',
  async wishes(app, body) {
    const owner = await ownerOfWantedEmail(app, String(body.person))
    return owner ? [{ person: owner.id, body: {} }] : []
  },
  draft: async (_app, { variant, link }) => ({
    subject: words.emailWantedSubject(variant),
    paragraphs: [words.emailWantedBody(variant)],
    action: { label: words.securityAction(variant), address: link('/me/security') },
  }),
}

/** Letters about what guards an account. */
export const securityLetters: readonly LetterKind[] = [securityChanged, emailToConfirm, emailToAgree, emailWanted]
