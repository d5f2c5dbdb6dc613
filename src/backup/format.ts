/** What lies in a backup. Docs: docs/decisions/0025-backup-format.md. */
import * as v from 'valibot'

/** Grows when an older program could no longer read what a newer one writes. */
export const formatVersion = 1

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const name = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]{0,62}$/))

const Lines = { rows: count, bytes: count, sha256 }

export const Manifest = v.strictObject({
  format: v.literal(formatVersion),
  program: v.pipe(v.string(), v.maxLength(50)),
  madeAt: v.pipe(v.string(), v.isoTimestamp()),
  /** Of the centre as it was; a restored one begins a new epoch. */
  epoch: v.nullable(v.pipe(v.string(), v.uuid())),
  migrations: v.array(v.pipe(v.string(), v.regex(/^[a-z]+\/\d{4}-[a-z0-9-]+$/))),
  /** Months for which the store of statements has a partition of its own. */
  months: v.pipe(v.array(v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/))), v.maxLength(1200)),
  sequences: v.record(name, count),
  tables: v.array(v.strictObject({ name, columns: v.array(name), ...Lines })),
  jobs: v.strictObject(Lines),
  files: v.array(v.strictObject({ hash: sha256, size: count })),
  keys: v.array(v.strictObject({ name: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)), sha256 })),
  /** Tables that stay at home, with the reason. */
  leftOut: v.record(v.string(), v.string()),
})
export type Manifest = v.InferOutput<typeof Manifest>

export const manifestEntry = 'manifest.json'
export const jobsEntry = 'jobs.jsonl'
export const tableEntry = (table: string) => `tables/${table}.jsonl`
export const fileEntry = (hash: string) => `files/${hash.slice(0, 2)}/${hash}`
export const keyEntry = (key: string) => `keys/${key}`

/** Longest line and longest manifest that are read into memory. */
export const longestLine = 128 * 1024 * 1024
export const longestManifest = 128 * 1024 * 1024

/** A backup is as large as its centre; deflate can't do better than 1032, so more would be a lie anyway. */
export const backupLimits = { bytes: 2 ** 44, entries: 20_000_000, ratio: 1040 }
