import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { may, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import { tell } from '#platform/facts.ts'
import { setDocumentWithdrawn } from '../store.ts'
import { closeFile, openFile } from './keep-file.ts'

export interface DocumentWithdrawal {
  readonly by: SignedIn
  readonly slug: string
  /** False brings it back as it was. */
  readonly withdrawn: boolean
}

/** Takes a document and its file from readers, or brings both back. Nothing is lost, and loading the centre again leaves it so. */
export function withdrawDocument(app: App, { by, slug, withdrawn }: DocumentWithdrawal): Promise<Result<null, 'not-allowed' | 'nothing-to-change'>> {
  return app.db.transact(async (tx): Promise<Result<null, 'not-allowed' | 'nothing-to-change'>> => {
    if (!may(by, 'oversee-content')) return refuse('not-allowed')
    const document = await setDocumentWithdrawn(tx, slug, withdrawn ? app.now() : null)
    if (!document) return refuse('nothing-to-change')
    await (withdrawn ? closeFile(tx, document.file) : openFile(tx, document.file))
    await contentChanged(tx)
    await noteDeed(app, tx, { deed: withdrawn ? 'library.document-withdrawn' : 'library.document-brought-back', by: by.id, on: `document:${slug}` })
    await tell(app, tx, [{ kind: withdrawn ? 'library.document-withdrawn' : 'library.document-published', body: { document: slug } }])
    return done(null)
  })
}
