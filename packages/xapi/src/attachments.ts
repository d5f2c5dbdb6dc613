import type { Part } from './multipart.ts'
import { signatureUsage } from './signature-usage.ts'
import type { Attachment, BrokenRule, Statement } from './types.ts'

export type Sha2Algorithm = 'sha224' | 'sha256' | 'sha384' | 'sha512'
/** The hash of bytes, in hexadecimal. */
export type Sha2 = (algorithm: Sha2Algorithm, bytes: Uint8Array) => string

/** An attachment with its place: `0.attachments.1`, `0.object.attachments.0`. */
export interface PlacedAttachment {
  readonly path: string
  readonly attachment: Attachment
}

/** Every attachment that statements declare, those of sub-statements included. */
export function attachmentsOf(statements: readonly Statement[]): PlacedAttachment[] {
  return statements.flatMap((statement, index) => {
    const { object } = statement
    const inner = object.objectType === 'SubStatement' ? (object.attachments ?? []) : []
    return [...placed(statement.attachments ?? [], `${index}.attachments`), ...placed(inner, `${index}.object.attachments`)]
  })
}

function placed(attachments: readonly Attachment[], path: string): PlacedAttachment[] {
  return attachments.map((attachment, index) => ({ path: `${path}.${index}`, attachment }))
}

/**
 * Rules that the parts of a request after the first break against its statements; none when each attachment has its bytes
 * or a fileUrl and nothing is left over. A request of application/json has no parts.
 */
export function checkAttachments(statements: readonly Statement[], parts: readonly Part[], sha2: Sha2): BrokenRule[] {
  const declared = attachmentsOf(statements)
  const hashes = new Map(declared.map(({ attachment }) => [attachment.sha2.toLowerCase(), attachment]))
  const broken = parts.flatMap((part, index) =>
    checkPart(part, hashes, sha2).map((rule) => ({ path: `part ${index + 1}`, rule: `Communication 1.5.2: ${rule}` })),
  )
  const sent = new Set(parts.map((part) => hashOf(part)))
  for (const { path, attachment } of declared) {
    // xAPI 1.0.3, Communication 1.5.2: an attachment has a fileUrl or matches a received part by its hash.
    if (attachment.fileUrl === undefined && !sent.has(attachment.sha2.toLowerCase())) {
      broken.push({ path, rule: 'Communication 1.5.2: this attachment has neither a fileUrl nor a part with its hash' })
    }
  }
  return broken
}

function hashOf({ headers }: Part): string | undefined {
  return headers['x-experience-api-hash']?.toLowerCase()
}

function checkPart(part: Part, declared: ReadonlyMap<string, Attachment>, sha2: Sha2): string[] {
  const hash = hashOf(part)
  // xAPI 1.0.3, Communication 1.5.2: each part after the first has X-Experience-API-Hash, and Content-Transfer-Encoding "binary".
  if (hash === undefined) return ['X-Experience-API-Hash is required']
  const rules = part.headers['content-transfer-encoding']?.toLowerCase() === 'binary' ? [] : ['Content-Transfer-Encoding is required and says binary']
  const attachment = declared.get(hash)
  if (attachment === undefined) return [...rules, 'no attachment of these statements has this hash']
  const algorithm = algorithmOf(hash)
  if (algorithm === undefined || sha2(algorithm, part.body).toLowerCase() !== hash) rules.push('the bytes have another hash than the part says')
  // xAPI 1.0.3, Communication 1.5.2: where a header and a property correspond and both are there, they match.
  const { 'content-length': length, 'content-type': type } = part.headers
  if (length !== undefined && Number(length) !== attachment.length) rules.push('Content-Length is not the length of the attachment')
  if (type !== undefined && mediaType(type) !== mediaType(attachment.contentType)) rules.push('Content-Type is not the contentType of the attachment')
  return rules
}

function mediaType(contentType: string): string | undefined {
  return contentType.split(';')[0]?.trim().toLowerCase()
}

// FIPS 180-4: the length of a SHA-2 hash says which one it is.
function algorithmOf(hash: string): Sha2Algorithm | undefined {
  return ({ 56: 'sha224', 64: 'sha256', 96: 'sha384', 128: 'sha512' } as const)[hash.length]
}

/** The signatures of statements: which statement, and the part that has the JWS. */
export function signaturesIn(statements: readonly Statement[], parts: readonly Part[]): { index: number; jws: string }[] {
  const byHash = new Map(parts.map((part) => [hashOf(part), part]))
  return statements.flatMap((statement, index) =>
    (statement.attachments ?? [])
      .filter(({ usageType }) => usageType === signatureUsage)
      .map(({ sha2 }) => byHash.get(sha2.toLowerCase()))
      .filter((part) => part !== undefined)
      .map(({ body }) => ({ index, jws: new TextDecoder().decode(body) })),
  )
}
