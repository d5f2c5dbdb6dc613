import { sameStatement } from './comparing.ts'
import { parseStatements } from './statement.ts'
import type { BrokenRule, Statement } from './types.ts'

export type SignatureAlgorithm = 'RS256' | 'RS384' | 'RS512'

export interface Signed {
  readonly algorithm: SignatureAlgorithm
  readonly input: Uint8Array
  readonly signature: Uint8Array
  /** The first certificate of `x5c`, DER. */
  readonly certificate: Uint8Array
}

// xAPI 1.0.3, Data 2.6: the algorithm is RS256, RS384 or RS512.
const algorithms: readonly unknown[] = ['RS256', 'RS384', 'RS512'] satisfies SignatureAlgorithm[]

/**
 * Rules that a signed statement's JWS breaks: its form, its algorithm, and that it signs this very statement.
 * `verify` says whether the signature fits the key of the certificate; it is asked only when there is one.
 */
export function checkSignature(statement: Statement, jws: string, verify: (signed: Signed) => boolean): BrokenRule[] {
  const rule = brokenBy(statement, jws, verify)
  return rule === undefined ? [] : [{ path: 'attachments', rule: `Data 2.6: ${rule}` }]
}

function brokenBy(statement: Statement, jws: string, verify: (signed: Signed) => boolean): string | undefined {
  const [head = '', body = '', tail = '', ...more] = jws.trim().split('.')
  const [header, signature] = [jsonIn(head), bytesIn(tail)]
  // RFC 7515 §3.1: the compact serialization is header, payload and signature in base64url, with dots between them.
  if (more.length > 0 || signature === undefined || signature.length === 0) return 'a JWS in compact serialization is wanted here'
  if (!isFields(header)) return 'the header of the JWS is not JSON'
  if (!algorithms.includes(header.alg)) return 'the algorithm is RS256, RS384 or RS512'
  const other = brokenByPayload(statement, jsonIn(body))
  if (other !== undefined || header.x5c === undefined) return other
  const certificate = firstCertificate(header.x5c)
  if (certificate === undefined) return 'x5c is a list of certificates in base64'
  const input = new TextEncoder().encode(`${head}.${body}`)
  return verify({ algorithm: header.alg as SignatureAlgorithm, input, signature, certificate }) ? undefined : 'the signature does not fit its certificate'
}

// xAPI 1.0.3, Data 2.6: the payload is a valid serialization of the complete statement before the signature was added.
function brokenByPayload(statement: Statement, payload: unknown): string | undefined {
  const signed = isFields(payload) ? parseStatements(payload, '2.0.0') : undefined
  if (!signed?.ok || signed.value[0] === undefined) return 'the payload of the JWS is no statement'
  return sameStatement(signed.value[0], statement) ? undefined : 'the payload of the JWS is another statement'
}

// RFC 7515 §4.1.6: x5c is a list of certificates in base64 of DER; the first one has the key.
function firstCertificate(x5c: unknown): Uint8Array | undefined {
  const [first] = Array.isArray(x5c) ? x5c : []
  return typeof first === 'string' ? bytesOf(first) : undefined
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function jsonIn(base64url: string): unknown {
  const bytes = bytesIn(base64url)
  try {
    return bytes && JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}

function bytesIn(base64url: string): Uint8Array | undefined {
  return /^[\w-]*$/.test(base64url) ? bytesOf(base64url.replaceAll('-', '+').replaceAll('_', '/')) : undefined
}

function bytesOf(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
  } catch {
    return undefined
  }
}
