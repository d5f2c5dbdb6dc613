/** The file of heads: what the chain came to, written down where whoever holds only the database can't reach it. */
import { type FileHandle, mkdir, open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import type { Config } from '#platform/config.ts'
import type { Head } from './chain.ts'

const Line = v.object({ at: v.string(), number: v.pipe(v.number(), v.integer(), v.minValue(1)), head: v.string() })

function fileOf({ dataFolder }: Pick<Config, 'dataFolder'>): string {
  return join(dataFolder, 'audit-heads.log')
}

/** Adds a line; it is on the disk when this returns. */
export async function writeHead(config: Pick<Config, 'dataFolder'>, head: Head, at: Date): Promise<void> {
  const file = fileOf(config)
  await mkdir(dirname(file), { recursive: true })
  const handle = await open(file, 'a+', 0o600)
  try {
    await handle.appendFile(`${(await endsWhole(handle)) ? '' : '\n'}${JSON.stringify({ at: at.toISOString(), number: head.number, head: head.mac })}\n`)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Whether the last line has its end: a power cut may have left half of one, which must not spoil the next. */
async function endsWhole(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat()
  if (size === 0) return true
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1)
  return buffer.toString() === '\n'
}

/** Keeps of what was written down before a moment only the last head of each day. */
export async function thinHeads(config: Pick<Config, 'dataFolder'>, before: Date): Promise<void> {
  const lines = (await textOf(config)).split('\n').filter((line) => headIn(line).length > 0)
  const dayOf = (line: string) => v.parse(Line, JSON.parse(line)).at.slice(0, 10)
  const kept = lines.filter((line, index) => {
    const next = lines[index + 1]
    return dayOf(line) >= before.toISOString().slice(0, 10) || next === undefined || dayOf(next) !== dayOf(line)
  })
  if (kept.length === lines.length) return
  const draft = `${fileOf(config)}.${process.pid}`
  const handle = await open(draft, 'w', 0o600)
  try {
    await handle.writeFile(kept.map((line) => `${line}\n`).join(''))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(draft, fileOf(config))
}

/** Every head that is written down. A line that a power cut left half is passed over. */
export async function writtenHeads(config: Pick<Config, 'dataFolder'>): Promise<Head[]> {
  return (await textOf(config)).split('\n').flatMap(headIn)
}

function textOf(config: Pick<Config, 'dataFolder'>): Promise<string> {
  return readFile(fileOf(config), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
}

function headIn(line: string): Head[] {
  try {
    const { number, head } = v.parse(Line, JSON.parse(line))
    return [{ number, mac: head }]
  } catch {
    return []
  }
}

export function highest(heads: readonly Head[]): Head | undefined {
  return heads.reduce<Head | undefined>((top, head) => (top && top.number >= head.number ? top : head), undefined)
}
