/** The entry that an address names, for whoever may change it. */
import { error } from '@sveltejs/kit'
import { type EntryKind, editableEntry, entryKinds } from '#modules/institutions/index.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'

export interface Address {
  readonly kind: string
  readonly code: string
}

export function kindOf({ kind }: Address): EntryKind {
  const found = entryKinds.find((one) => one === kind)
  if (!found) error(404)
  return found
}

/** As the register writes it: facilities small, the others with capitals. */
export function codeOf({ kind, code }: Address): string {
  return kind === 'facility' ? code.toLowerCase() : code.toUpperCase()
}

export async function entryAt(app: App, by: SignedIn, at: Address) {
  const kept = await editableEntry(app.db, { by, kind: kindOf(at), code: codeOf(at) })
  if (!kept) error(404)
  return kept
}

export function isNew({ code }: Address): boolean {
  return code === 'new'
}
