import { type SignedIn, scopesFor } from '#modules/people/index.ts'
import type { Db } from '#platform/db.ts'
import { maySave, placesOf } from '../commands/save-entry.ts'
import type { EntryKind, Institution, Post } from '../domain/entry.ts'
import { codesBelow, parentsOf } from '../place-store.ts'
import { allFacilities, allInstitutions, allPosts, findEntry, type Kept } from '../store.ts'

/** An entry with its version, for somebody who may change it; null where there is none or it is not hers. */
export async function editableEntry<K extends EntryKind>(db: Db, given: { by: SignedIn; kind: K; code: string }): Promise<Kept<K> | null> {
  const { by, kind, code } = given
  const kept = await findEntry(db, kind, code)
  if (!kept) return null
  return maySave(by, placesOf(kind, kept.entry, kept.entry), await parentsOf(db)) ? kept : null
}

/** What somebody may change: institutions and units, their facilities, and posts that are nowhere else. */
export async function editableRegister(db: Db, by: SignedIn) {
  const own = new Set(await codesBelow(db, scopesFor(by, 'edit-institutions')))
  const [institutions, facilities, posts] = [await allInstitutions(db), await allFacilities(db), await allPosts(db)]
  return {
    institutions: institutions.filter(({ code }: Institution) => own.has(code)),
    facilities: facilities.filter(({ institution }) => own.has(institution)),
    posts: posts.filter(({ institutions: places }: Post) => places.every((place) => own.has(place))),
  }
}
