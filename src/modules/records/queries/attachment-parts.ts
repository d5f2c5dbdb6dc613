import { attachmentsOf, type Part, type Statement } from '@putokaz/xapi'
import type { App } from '#platform/app.ts'
import { keptAttachments } from '../attachment-store.ts'

/** The bytes of the attachments of these statements, as far as the store has them, as parts of multipart/mixed (Communication 1.5.2). */
export async function attachmentParts(app: App, statements: readonly Statement[]): Promise<Part[]> {
  const declared = new Map(attachmentsOf(statements).map(({ attachment }) => [attachment.sha2.toLowerCase(), attachment]))
  const parts: Part[] = []
  for (const { sha2, blob } of await keptAttachments(app.db, [...declared.keys()])) {
    const chunks: Buffer[] = []
    for await (const chunk of app.blobs.read(blob)) chunks.push(chunk as Buffer)
    const { contentType, sha2: said } = declared.get(sha2) ?? { contentType: 'application/octet-stream', sha2 }
    parts.push({ headers: { 'content-type': contentType, 'content-transfer-encoding': 'binary', 'x-experience-api-hash': said }, body: Buffer.concat(chunks) })
  }
  return parts
}
