import type { BrokenRule, Statement } from './types.ts'

export type SignatureAlgorithm = 'RS256' | 'RS384' | 'RS512'

export interface Signed {
  readonly algorithm: SignatureAlgorithm
  readonly input: Uint8Array
  readonly signature: Uint8Array
  /** The first certificate of `x5c`, DER. */
  readonly certificate: Uint8Array
}

/** Rules that a signed statement's JWS breaks; `verify` says whether a signature fits its certificate's key. */
export function checkSignature(_statement: Statement, _jws: string, _verify: (signed: Signed) => boolean): BrokenRule[] {
  return []
}
