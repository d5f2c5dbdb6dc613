import type { DocumentSource } from '@putokaz/manuscript'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import type { PublicFile } from '#platform/http/files.ts'
import { type DocumentReading, documentBody, documentSlug } from '../domain/document.ts'
import { documentBySlug, putDocument } from '../store.ts'
import { describeFile, openFile } from './keep-file.ts'

export interface DocumentToPublish {
  readonly entry: DocumentSource
  readonly file: PublicFile
  /** Given for a document in Markdown: it is readable as a page then. */
  readonly reading?: DocumentReading
}

/** Publishes a document in the caller's transaction, in place of what the library said of it before. */
export async function publishDocument(app: App, tx: Tx, given: DocumentToPublish): Promise<Result<{ slug: string; changed: boolean }, 'file-missing'>> {
  if ((await app.blobs.size(given.file.hash)) === undefined) return refuse('file-missing')
  const slug = documentSlug(given.entry)
  const body = documentBody(given.entry, await describeFile(app, given.file), given.reading)
  const changed = await putDocument(tx, slug, body, app.now())
  if (changed) {
    // A withdrawn one stays so with its file, whatever is loaded.
    if (await documentBySlug(tx, slug)) await openFile(tx, body.file)
    await contentChanged(tx)
    await tell(app, tx, [{ kind: 'library.document-published', body: { document: slug } }])
  }
  return done({ slug, changed })
}
