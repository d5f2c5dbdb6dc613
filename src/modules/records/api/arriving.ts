/** What comes in a request's body: statements, alone or with their attachments. */
import { createHash, verify, X509Certificate } from 'node:crypto'
import {
  type BrokenRule,
  boundaryOf,
  checkAttachments,
  checkSignature,
  type Part,
  parseStatements,
  type Reading,
  readMultipart,
  type Sha2,
  type Signed,
  type Statement,
  signaturesIn,
  type Version,
} from '@putokaz/xapi'
import type { Asked } from './asking.ts'

export interface Arrived {
  readonly statements: Statement[]
  readonly attachments: readonly Uint8Array[]
}

export const sha2: Sha2 = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex')
const no = (path: string, rule: string) => ({ ok: false, refusal: [{ path, rule }] }) as const
const json = /^application\/json\s*(;|$)/i

export async function readStatements(c: Asked, version: Version): Promise<Reading<Arrived>> {
  const type = c.req.header('content-type') ?? ''
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (json.test(type)) return withAttachments(bytes, [], version)
  // Communication 1.5: a body is application/json, or multipart/mixed when attachments come with it.
  if (!/^multipart\/mixed\s*;/i.test(type)) return no('Content-Type', 'Communication 1.5: application/json or multipart/mixed')
  const boundary = boundaryOf(type)
  if (boundary === undefined) return no('Content-Type', 'Communication 1.5.2: multipart/mixed names its boundary')
  const parts = readMultipart(bytes, boundary)
  if (!parts.ok) return parts
  const [first, ...rest] = parts.value
  if (!first || !json.test(first.headers['content-type'] ?? '')) return no('Content-Type', 'Communication 1.5.2: the first part is application/json')
  return withAttachments(first.body, rest, version)
}

function withAttachments(bytes: Uint8Array, parts: readonly Part[], version: Version): Reading<Arrived> {
  const said = readJson(bytes)
  if (!said.ok) return said
  const parsed = parseStatements(said.value, version)
  if (!parsed.ok) return parsed
  const broken = [...checkAttachments(parsed.value, parts, sha2), ...signaturesBroken(parsed.value, parts)]
  return broken.length > 0 ? { ok: false, refusal: broken } : { ok: true, value: { statements: [...parsed.value], attachments: parts.map(({ body }) => body) } }
}

/** JSON that PostgreSQL can keep: no zero character and no half of a surrogate pair, which JSON alone would allow. */
export function readJson(bytes: Uint8Array): Reading<unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text, /\\u(0000|d[89a-f])/i.test(text) ? refuseUnkeepable : undefined)
    return { ok: true, value }
  } catch (error) {
    return no('', error instanceof Unkeepable ? error.message : 'Communication 1.4: the body is JSON in UTF-8')
  }
}

class Unkeepable extends Error {
  constructor() {
    super('Data 2.2: texts hold whole characters and no U+0000')
  }
}

function refuseUnkeepable(key: string, value: unknown): unknown {
  for (const text of [key, value]) if (typeof text === 'string' && (text.includes('\0') || !text.isWellFormed())) throw new Unkeepable()
  return value
}

function signaturesBroken(statements: readonly Statement[], parts: readonly Part[]): BrokenRule[] {
  return signaturesIn(statements, parts).flatMap(({ index, jws }) => {
    const statement = statements[index]
    return statement ? checkSignature(statement, jws, isSignedBy).map(({ path, rule }) => ({ path: `${index}.${path}`, rule })) : []
  })
}

const digests = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' } as const

function isSignedBy({ algorithm, input, signature, certificate }: Signed): boolean {
  try {
    return verify(digests[algorithm], input, new X509Certificate(certificate).publicKey, signature)
  } catch {
    return false
  }
}
