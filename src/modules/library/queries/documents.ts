import type { Db } from '#platform/db.ts'
import { documentLanguages, type LibraryDocument } from '../domain/document.ts'
import { type Filters, fits } from '../domain/facets.ts'
import { allDocuments, documentBySlug } from '../store.ts'

/** Documents that fit the filters, newest first. */
export async function documents(db: Db, filters: Filters = {}): Promise<LibraryDocument[]> {
  const all = await allDocuments(db)
  return all.filter((one) => fits({ ...one, languages: documentLanguages(one) }, filters))
}

/** A document by its name in the address; null when there is none. */
export function document(db: Db, slug: string): Promise<LibraryDocument | null> {
  return documentBySlug(db, slug)
}
