import type { Variant } from '#kernel/localized.ts'
import type { ChangePasswordRefusal, PasskeyRefusal, ProofFault, ProveRefusal, SecondStepRefusal } from '#modules/people/index.ts'
import * as account from '#texts/generated/account.ts'
import * as words from '#texts/generated/security.ts'

/** What the pages of one's own security may be refused; who must sign in or prove herself first is led there instead. */
export type SecurityRefusal =
  | Exclude<ChangePasswordRefusal | PasskeyRefusal | ProofFault | SecondStepRefusal, ProveRefusal | 'no-session'>
  | 'nothing-begun'
  | 'passkey-name-missing'
  | 'passkeys-enough'
  | 'email-malformed'
  | 'link-spent'

const sentences = {
  'password-too-short': [account.passwordTooShort, 'password'],
  'password-too-long': [account.passwordTooLong, 'password'],
  'password-is-the-login': [account.passwordIsTheLogin, 'password'],
  'password-too-common': [account.passwordTooCommon, 'password'],
  'password-wrong': [words.passwordWrong, 'current'],
  'too-many-tries': [account.tooManyTries, ''],
  'code-wrong': [words.codeWrong, 'code'],
  'passkey-refused': [words.passkeyRefused, ''],
  'passkey-name-missing': [words.passkeyNameMissing, 'name'],
  'passkeys-enough': [words.passkeysEnough, ''],
  'nothing-begun': [words.nothingBegun, ''],
  'step-over': [words.stepOver, ''],
  'email-malformed': [account.emailMalformed, 'email'],
  'link-spent': [account.linkSpent, ''],
} as const satisfies Record<SecurityRefusal, readonly [(variant: Variant) => string, string]>

/** What the page says of a refusal, and which field it leads to; an empty field means the whole form. */
export function refusedHere(refusal: SecurityRefusal, variant: Variant): { text: string; field: string } {
  const [sentence, field] = sentences[refusal]
  return { text: sentence(variant), field }
}

/** 429 tells machines to wait (RFC 6585 §4); everything else is a form to correct. */
export function statusHere(refusal: SecurityRefusal): 429 | 400 {
  return refusal === 'too-many-tries' ? 429 : 400
}
