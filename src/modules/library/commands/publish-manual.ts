import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import type { BlobHash } from '#platform/blobs.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { citationsOf } from '../domain/citations.ts'
import { type ManualTexts, manualContent } from '../domain/manual.ts'
import { mediaTypeOf, type StoredFile, savingName } from '../domain/stored-file.ts'
import { addCitations, addEdition, editionThere, showNewestEdition } from '../store.ts'
import { describeFile, openFile } from './keep-file.ts'

export type ManualRefusal = 'chapter-missing' | 'file-missing' | 'edition-published-otherwise'

/** `files`: kept blobs by the path that the text calls them. */
export interface ManualToPublish extends ManualTexts {
  readonly files: ReadonlyMap<string, BlobHash>
}

/** Publishes an edition in the caller's transaction. The same again changes nothing; other content needs a new edition. */
export async function publishManual(app: App, tx: Tx, given: ManualToPublish): Promise<Result<{ version: string; changed: boolean }, ManualRefusal>> {
  const files = await describeFiles(app, given.files)
  if (!files) return refuse('file-missing')
  const made = manualContent(given, files)
  if (!made.ok) return made
  const content = made.value
  const id = app.newId()
  if (!(await addEdition(tx, { id, content, at: app.now() }))) {
    const there = await editionThere(tx, content)
    return there?.same ? done({ version: there.id, changed: false }) : refuse('edition-published-otherwise')
  }
  for (const file of Object.values(files)) await openFile(tx, file)
  await addCitations(tx, id, citationsOf(content.chapters))
  await showNewestEdition(tx, content.slug)
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'library.manual-published', body: { manual: content.slug } }])
  return done({ version: id, changed: true })
}

async function describeFiles(app: App, given: ManualToPublish['files']): Promise<Record<string, StoredFile> | undefined> {
  const files: Record<string, StoredFile> = {}
  for (const [path, hash] of given) {
    const size = await app.blobs.size(hash)
    if (size === undefined) return undefined
    files[path] = await describeFile(app, { hash, name: savingName(path), mediaType: mediaTypeOf(path), size })
  }
  return files
}
