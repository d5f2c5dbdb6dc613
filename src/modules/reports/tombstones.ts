/**
 * Who was erased, kept outside the database, so that an older copy of it can't bring anybody back. One line of JSON each:
 * the random id, the moment, and an HMAC over both and over the line before. Nothing else is known of her there.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isUuid, type PersonId } from '#kernel/id.ts'
import type { App } from '#platform/app.ts'
import { namedKey } from '#platform/keys.ts'

export interface Tombstone {
  readonly person: PersonId
  readonly at: string
  /** False when the chain does not prove that this program wrote it. */
  readonly proved: boolean
}

interface Line {
  readonly person: string
  readonly at: string
  readonly mac: string
}

function fileOf(app: Pick<App, 'config'>): string {
  return join(app.config.dataFolder, 'erasures.log')
}

function macOf(key: Buffer, before: string, { person, at }: Omit<Line, 'mac'>): string {
  return createHmac('sha256', key).update(`${before}\n${person}\n${at}`).digest('hex')
}

/** Adds a tombstone unless there is one; it is on the disk when this returns. The caller sees to it that nobody else adds one meanwhile. */
export async function addTombstone(app: Pick<App, 'config' | 'now'>, person: PersonId): Promise<void> {
  const text = await readText(app)
  const lines = linesIn(text)
  if (lines.some((line) => line.person === person)) return
  const line = { person, at: app.now().toISOString() }
  const mac = macOf(await namedKey(app.config, 'erasures'), lines.at(-1)?.mac ?? '', line)
  await mkdir(app.config.dataFolder, { recursive: true })
  const file = await open(fileOf(app), 'a', 0o600)
  try {
    // A line that was torn by a power cut stays alone.
    await file.writeFile(`${text === '' || text.endsWith('\n') ? '' : '\n'}${JSON.stringify({ ...line, mac })}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** All tombstones, the oldest first. */
export async function tombstones(app: Pick<App, 'config'>): Promise<Tombstone[]> {
  const key = await namedKey(app.config, 'erasures')
  let before = ''
  return linesIn(await readText(app)).map((line) => {
    const expected = macOf(key, before, line)
    before = line.mac
    return { person: line.person as PersonId, at: line.at, proved: same(expected, line.mac) }
  })
}

function same(expected: string, found: string): boolean {
  return expected.length === found.length && timingSafeEqual(Buffer.from(expected), Buffer.from(found))
}

function linesIn(text: string): Line[] {
  return text.split('\n').flatMap((line) => parseLine(line) ?? [])
}

function parseLine(text: string): Line | undefined {
  try {
    const line = JSON.parse(text) as Partial<Line> | null
    const { person, at, mac } = line ?? {}
    return typeof person === 'string' && isUuid(person) && typeof at === 'string' && typeof mac === 'string' ? { person, at, mac } : undefined
  } catch {
    return undefined
  }
}

async function readText(app: Pick<App, 'config'>): Promise<string> {
  return readFile(fileOf(app), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
}
