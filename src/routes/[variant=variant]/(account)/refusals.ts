import type { Variant } from '#kernel/localized.ts'
import type { AccountByCodeRefusal, ConfirmRefusal, RegistrationRefusal, SignInRefusal } from '#modules/people/index.ts'
import * as words from '#texts/generated/account.ts'
import * as registration from '#texts/generated/registration.ts'

export type AccountRefusal = RegistrationRefusal | SignInRefusal | AccountByCodeRefusal | ConfirmRefusal

/** The sentence of each refusal and the field it belongs to. */
const sentences = {
  'email-malformed': [words.emailMalformed, 'email'],
  'user-name-malformed': [words.userNameMalformed, 'userName'],
  'password-too-short': [words.passwordTooShort, 'password'],
  'password-too-long': [words.passwordTooLong, 'password'],
  'password-is-the-login': [words.passwordIsTheLogin, 'password'],
  'password-too-common': [words.passwordTooCommon, 'password'],
  'name-missing': [words.nameMissing, 'name'],
  'too-many-tries': [words.tooManyTries, ''],
  'registration-closed': [registration.closed, ''],
  'not-signed-in': [words.notSignedIn, 'login'],
  'link-spent': [words.linkSpent, ''],
  'password-not-yours': [words.passwordNotYours, 'password'],
  'code-spent': [words.codeSpent, 'code'],
  'user-name-taken': [words.userNameTaken, 'userName'],
} as const satisfies Record<AccountRefusal, readonly [(variant: Variant) => string, string]>

/** What the page says of a refusal, and which field it leads to; an empty field means the whole form. */
export function refused(refusal: AccountRefusal, variant: Variant): { text: string; field: string } {
  const [sentence, field] = sentences[refusal]
  return { text: sentence(variant), field }
}

/** 429 tells machines to wait (RFC 6585 §4); everything else is a form to correct. */
export function statusOf(refusal: AccountRefusal): 429 | 400 {
  return refusal === 'too-many-tries' ? 429 : 400
}
