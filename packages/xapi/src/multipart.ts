import type { BrokenRule, Reading, Statement } from './types.ts'

/** One part of a multipart/mixed body; names of headers are in lower case. */
export interface Part {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** The parts of a multipart/mixed body. */
export function readMultipart(_bytes: Uint8Array, _boundary: string): Reading<Part[]> {
  return { ok: false, refusal: [{ path: '', rule: 'Communication 1.5.2: not read yet' }] }
}

/** A multipart/mixed body of these parts. */
export function writeMultipart(_parts: readonly Part[], _boundary: string): Uint8Array {
  return new Uint8Array()
}

export type Sha2 = (algorithm: 'sha224' | 'sha256' | 'sha384' | 'sha512', bytes: Uint8Array) => string

/** Rules that the parts of a request break against its statements; none when each attachment has its bytes and nothing is left over. */
export function checkAttachments(_statements: readonly Statement[], _parts: readonly Part[], _sha2: Sha2): BrokenRule[] {
  return []
}
