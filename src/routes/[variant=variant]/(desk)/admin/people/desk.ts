/** What the pages of the desk for people share. */
import { toLatin } from '@putokaz/serbian'
import { choose, type Variant } from '#kernel/localized.ts'
import { allInstitutions } from '#modules/institutions/index.ts'
import { type DeskRefusal, type DropRefusal, type InvitationRefusal, isRole, type MergeRefusal, type Role, roles } from '#modules/people/index.ts'
import { roleWords } from '#modules/people/ui/role-words.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/people-desk.ts'

/** One field of a form, as text. Files and absent fields are empty. */
export function field(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

export function roleOptions(variant: Variant): { value: Role; label: string }[] {
  return roles.map((role) => ({ value: role, label: roleWords[role](variant) }))
}

export function roleIn(text: string): Role | null {
  return isRole(text) ? text : null
}

/** Codes of the register, in which roles and accounts may be placed. */
export async function placeCodes(app: App): Promise<ReadonlySet<string>> {
  return new Set((await allInstitutions(app.db)).map(({ code }) => code))
}

/** The same places, by their names, for a choice. */
export async function placeOptions(app: App, variant: Variant): Promise<{ value: string; label: string }[]> {
  return (await allInstitutions(app.db)).map(({ code, name }) => ({ value: code, label: choose(name, variant, toLatin).text }))
}

export type DeskWord =
  | DeskRefusal
  | InvitationRefusal
  | MergeRefusal
  | DropRefusal
  | 'too-late'
  | 'has-email'
  | 'no-email'
  | 'day-malformed'
  | 'scope-unknown'
  | 'role-missing'
  | 'reason-missing'

const sentences: Record<DeskWord, readonly [(variant: Variant) => string, string]> = {
  'not-allowed': [words.notAllowed, ''],
  nobody: [words.nobody, ''],
  'last-admin': [words.lastAdmin, ''],
  'not-confirmed': [words.notConfirmed, ''],
  'days-turned': [words.daysTurned, 'to'],
  'day-malformed': [words.dayMalformed, 'from'],
  'scope-malformed': [words.scopeUnknown, 'scope'],
  'scope-unknown': [words.scopeUnknown, 'scope'],
  'role-missing': [words.roleMissing, 'role'],
  'reason-missing': [words.reasonMissing, 'reason'],
  'nothing-to-drop': [words.nothingToDrop, ''],
  'own-factors': [words.ownFactors, ''],
  'name-missing': [words.nameMissing, 'name'],
  'email-malformed': [words.emailMalformed, 'email'],
  'has-email': [words.hasEmail, ''],
  'no-email': [words.noEmailRefused, ''],
  'account-closed': [words.accountClosed, ''],
  'same-account': [words.sameAccount, ''],
  'already-merged': [words.alreadyMerged, ''],
  yourself: [words.yourself, ''],
  'too-late': [words.tooLate, ''],
}

/** What the page says of a refusal, and which field it leads to; an empty field means the whole form. */
export function refused(refusal: DeskWord, variant: Variant): { text: string; field?: string } {
  const [sentence, at] = sentences[refusal]
  return { text: sentence(variant), ...(at !== '' && { field: at }) }
}
