import type { Version } from '@putokaz/xapi'
import type { DocumentKind } from '../tables.ts'

export interface Conditions {
  readonly ifMatch?: string | undefined
  readonly ifNoneMatch?: string | undefined
}

/** `failed`: 412; `unsaid`: 409, somebody would overwrite what she may not have seen. */
export type Precondition = 'met' | 'failed' | 'unsaid'

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
  // Communication 3.1: "If a PUT request is received without either header for a resource that already exists … 409 Conflict";
  // the first edition says it of profiles only.
  const guarded = kind !== 'state' || version === '2.0.0'
  return method === 'PUT' && guarded && etag !== undefined && ifMatch === undefined && ifNoneMatch === undefined ? 'unsaid' : 'met'
}

/** RFC 9110 §13.1: `*` or a list of entity tags, quoted, perhaps weak. */
function names(header: string, etag: string): boolean {
  return header.trim() === '*' || header.split(',').some((one) => one.trim().replace(/^W\//, '') === etag)
}
