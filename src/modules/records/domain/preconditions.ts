import type { Version } from '@putokaz/xapi'
import type { DocumentKind } from '../tables.ts'

export interface Conditions {
  readonly ifMatch?: string | undefined
  readonly ifNoneMatch?: string | undefined
}

/** `failed`: 412; `unsaid`: 409, somebody would overwrite what she may not have seen; `blind`: 400, she does not say whether she looked. */
export type Precondition = 'met' | 'failed' | 'unsaid' | 'blind'

interface Change extends Conditions {
  readonly method: 'PUT' | 'POST' | 'DELETE'
  readonly kind: DocumentKind
  readonly version: Version
  /** Of the document that is there. */
  readonly etag: string | undefined
}

/** Whether a document may be changed (xAPI 1.0.3, Communication 3.1; IEEE 9274.1.1, 4.1.4). */
export function precondition({ method, kind, version, etag, ifMatch, ifNoneMatch }: Change): Precondition {
  if (ifMatch !== undefined && !(etag !== undefined && names(ifMatch, etag))) return 'failed'
  if (ifNoneMatch !== undefined && etag !== undefined && names(ifNoneMatch, etag)) return 'failed'
  if (method !== 'PUT' || ifMatch !== undefined || ifNoneMatch !== undefined) return 'met'
  // Communication 3.1: "If a PUT request is received without either header for a resource that already exists … 409 Conflict";
  // the first edition says it of profiles only.
  if (etag !== undefined && (kind !== 'state' || version === '2.0.0')) return 'unsaid'
  // Communication 2.6, 2.7: a profile is put with If-Match or If-None-Match.
  return kind === 'state' ? 'met' : 'blind'
}

/** RFC 9110 §13.1: `*` or a list of entity tags, quoted, perhaps weak. */
function names(header: string, etag: string): boolean {
  return header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}
