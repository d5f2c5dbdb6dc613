import type { Variant } from '#kernel/localized.ts'
import type { Db } from '#platform/db.ts'
import { filesOfBook, type KeptBookFile, type KeptManualBeside, type KeptManualText } from '../domain/kept-manual.ts'
import { editionById, madeFiles } from '../store.ts'

/** An edition of a manual as a device keeps it, also one that has been superseded; null when there is none. */
export async function keptManualText(db: Db, id: string): Promise<KeptManualText | null> {
  const edition = await editionById(db, id)
  return edition ? { code: edition.slug, version: edition.edition, edition } : null
}

/** What stands beside an edition for now. */
export async function keptManualBeside(db: Db, id: string): Promise<KeptManualBeside> {
  const made = await madeFiles(db, id)
  const inOrder = made.toSorted((a, b) => `${a.format} ${a.variant}`.localeCompare(`${b.format} ${b.variant}`, 'en'))
  return { made: inOrder.map(({ format, variant, size }) => ({ format, variant, size })) }
}

/** The PDF and the EPUB of an edition in one variant; none until they are made. */
export async function keptBookFiles(db: Db, { id, slug }: { id: string; slug: string }, variant: Variant): Promise<KeptBookFile[]> {
  return filesOfBook(slug, await madeFiles(db, id), variant)
}
