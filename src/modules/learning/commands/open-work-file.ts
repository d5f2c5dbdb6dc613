/** A work file is believed in nothing before its signature was checked; what it holds is then opened entry by entry. */
import { createDecipheriv, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import * as v from 'valibot'
import { isUuid, type PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { deviceKeyOf } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { signedText, type WorkFile, type WorkFileEntry, workFileFormat, workFileKeyInfo } from '../domain/work-file.ts'

export const workFileLimits = { bytes: 8 * 1024 * 1024, entries: 5000 } as const

export interface WorkFileRefusal {
  /** `unknown-person`: nobody here has that account, since the file is of another centre or the account was erased. */
  readonly reason: 'not-a-work-file' | 'newer-format' | 'malformed' | 'too-large' | 'unknown-person' | 'wrong-signature'
  /** The place in the file. */
  readonly at?: string
}

export interface OpenWorkFile {
  readonly person: PersonId
  readonly entries: readonly WorkFileEntry[]
  /** The body of an entry, or nothing when it can't be opened or is no JSON that can be kept. */
  open(entry: WorkFileEntry): unknown
}

const uuid = v.pipe(v.string(), v.check(isUuid))
const moment = v.pipe(v.string(), v.isoTimestamp())
const base64 = (longest: number) => v.pipe(v.string(), v.maxLength(longest), v.regex(/^[A-Za-z0-9+/]*={0,2}$/))
const File = v.strictObject({
  format: v.literal(workFileFormat),
  version: v.literal(1),
  person: uuid,
  epoch: v.pipe(v.string(), v.maxLength(100)),
  made: moment,
  entries: v.pipe(
    v.array(v.strictObject({ id: uuid, born: moment, to: v.pipe(v.string(), v.maxLength(50)), iv: base64(24), data: base64(1_000_000) })),
    v.maxLength(workFileLimits.entries),
  ),
  signature: base64(64),
})

export async function openWorkFile(app: App, text: string): Promise<Result<OpenWorkFile, WorkFileRefusal>> {
  if (Buffer.byteLength(text) > workFileLimits.bytes) return refuse({ reason: 'too-large' })
  const read = parse(text)
  if (!read.ok) return read
  const file = read.value
  const found = await deviceKeyOf(app, file.person as PersonId)
  if (!found) return refuse({ reason: 'unknown-person', at: 'person' })
  const key = Buffer.from(found.key, 'base64')
  if (!isSignedWith(key, file)) return refuse({ reason: 'wrong-signature', at: 'signature' })
  return done({ person: found.person, entries: file.entries, open: (entry) => decrypted(key, entry) })
}

function parse(text: string): Result<WorkFile, WorkFileRefusal> {
  const value = json(text) as { format?: unknown; version?: unknown } | null | undefined
  if (typeof value !== 'object' || value === null || value.format !== workFileFormat) return refuse({ reason: 'not-a-work-file' })
  if (typeof value.version === 'number' && value.version > 1) return refuse({ reason: 'newer-format', at: 'version' })
  const file = v.safeParse(File, value)
  if (file.success) return done(file.output)
  const [issue] = file.issues
  return refuse({ reason: issue.type === 'max_length' ? 'too-large' : 'malformed', at: v.getDotPath(issue) ?? '' })
}

function isSignedWith(deviceKey: Buffer, { signature, ...file }: WorkFile): boolean {
  const key = Buffer.from(hkdfSync('sha256', deviceKey, '', workFileKeyInfo, 32))
  const expected = createHmac('sha256', key).update(signedText(file)).digest()
  const given = Buffer.from(signature, 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected)
}

const tagBytes = 16

function decrypted(key: Buffer, { iv, data }: WorkFileEntry): unknown {
  const bytes = Buffer.from(data, 'base64')
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64')).setAuthTag(bytes.subarray(-tagBytes))
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]).toString('utf8')
    // PostgreSQL keeps no zero character and no half of a surrogate pair, which JSON alone would allow.
    return /\\u(0000|d[89a-f])/i.test(text) ? undefined : json(text)
  } catch {
    return undefined
  }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
