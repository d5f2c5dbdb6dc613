/** Keys of this centre that no copy of its database holds: each a file of 32 random bytes that only its owner may read. */
import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from './config.ts'

const keyBytes = 32

/**
 * The key of this name, made when it is first asked for. Processes that share the folder, and ask at once, get the same one:
 * it is written whole under another name and then given its own, which only the first of them can.
 */
export async function namedKey({ keysFolder }: Pick<Config, 'keysFolder'>, name: string): Promise<Buffer> {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new Error(`No key can be called ${name}.`)
  const file = join(keysFolder, name)
  const key = (await readKey(file)) ?? (await makeKey(keysFolder, file))
  if (key.length !== keyBytes) throw new Error(`The key ${name} is damaged: it has ${key.length} bytes.`)
  return key
}

async function makeKey(folder: string, file: string): Promise<Buffer> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(8).toString('hex')}`
  const handle = await open(draft, 'wx', 0o600)
  try {
    await handle.writeFile(randomBytes(keyBytes))
    await handle.sync()
  } finally {
    await handle.close()
  }
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await unlink(draft)
  await syncFolder(folder)
  return readFile(file)
}

/** What was encrypted with a key must not outlive it: its name is on the disk before it is used. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

async function readKey(file: string): Promise<Buffer | undefined> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
