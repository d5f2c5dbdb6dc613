import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import type { Db } from '#platform/db.ts'
import { findPerson } from '../store.ts'

/** A person as a letter to her needs it, as things stand at this moment. */
export interface Addressee {
  readonly id: PersonId
  /** Her name in the script she reads. */
  readonly name: string
  readonly email: string | null
  /** Whether she proved that the address is hers. */
  readonly confirmed: boolean
  readonly disabled: boolean
  readonly variant: Variant
}

/** Null when there is no such person, or no longer. */
export async function addressee(db: Db, id: string): Promise<Addressee | null> {
  const row = await findPerson(db, id)
  if (!row) return null
  const { email, variant, name_cyrillic: cyrillic, name_latin: latin, display_name: displayed } = row
  const name = (variant === 'sr-Cyrl' ? cyrillic : latin) ?? displayed
  return { id: row.id as PersonId, name, email, confirmed: row.email_confirmed_at !== null, disabled: row.disabled_at !== null, variant }
}
