/** Opens an archive of ours, lets a test change what is in it, and seals it again as an attacker would who knows the format. */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { fromBufferPromise } from 'yauzl'
import { type CraftedEntry, craftZip } from './crafted-zip.ts'

export interface Opened {
  entries: Map<string, Buffer>
  manifest: Record<string, unknown> & { tables: { name: string; columns: string[]; rows: number; bytes: number; sha256: string }[] }
}

export async function unzip(file: string): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(await readFile(file), { lazyEntries: true })
  const entries = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = []
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part as Buffer)
    entries.set(entry.fileName, Buffer.concat(parts))
  }
  return entries
}

export async function openForChange(file: string): Promise<Opened> {
  const entries = await unzip(file)
  return { entries, manifest: JSON.parse(String(entries.get('manifest.json'))) }
}

/** Hashes, sizes and counts are made right again for every entry that is announced, so that only what was changed is wrong. */
export function announceAgain({ entries, manifest }: Opened): void {
  const lines = (bytes: Buffer) => ({
    rows: bytes.toString().split('\n').length - 1,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  })
  for (const table of manifest.tables) {
    const bytes = entries.get(`tables/${table.name}.jsonl`)
    if (bytes) Object.assign(table, lines(bytes))
  }
  const jobs = entries.get('jobs.jsonl')
  if (jobs) manifest['jobs'] = lines(jobs)
}

/** Writes the archive with a right hash and no key, plus entries that only a hand could write. */
export async function writeForged(file: string, { entries, manifest }: Opened, more: readonly CraftedEntry[] = []): Promise<void> {
  const all: CraftedEntry[] = [...entries].filter(([name]) => name !== 'manifest.json').map(([name, data]) => ({ name, data, method: 8 }))
  all.push(...more, { name: 'manifest.json', data: JSON.stringify(manifest), method: 8 })
  await writeFile(file, seal(craftZip(all, { comment: Buffer.alloc(commentLength) })))
}

const sealed = (hash: string) => `putokaz-backup 1 sha256:${hash} hmac:${'0'.repeat(64)}`
const commentLength = sealed('0'.repeat(64)).length

/** Puts a right hash at the end of whatever the bytes are. */
export function seal(bytes: Buffer): Buffer {
  const body = bytes.subarray(0, bytes.length - commentLength)
  return Buffer.concat([body, Buffer.from(sealed(createHash('sha256').update(body).digest('hex')))])
}
