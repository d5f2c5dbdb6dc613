/** Where the database lives, and what its data folder remembers of that. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, isAbsolute, join, resolve } from 'node:path'
import { type Account, mayPass } from './account.ts'
import { errorCode } from './checks.ts'

/** The system's folders, used by root when the database's user cannot reach the data folder. */
export interface SystemFolders {
  readonly cache: string
  readonly lib: string
  readonly run: string
}
export const usualSystemFolders: SystemFolders = { cache: '/var/cache/putokaz', lib: '/var/lib/putokaz', run: '/run' }

export interface Pointer {
  /** The folder of the database: relative to the data folder, or absolute when it had to live elsewhere. */
  readonly place: string
  readonly socket?: string
}

export async function readPointer(dataFolder: string): Promise<Pointer | undefined> {
  const text = await readFile(pointerFile(dataFolder), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : JSON.parse(text)
}

export async function writePointer(dataFolder: string, pointer: Pointer): Promise<void> {
  const aside = `${pointerFile(dataFolder)}.${process.pid}`
  await writeFile(aside, `${JSON.stringify(pointer, undefined, 2)}\n`)
  await rename(aside, pointerFile(dataFolder))
}

/** Where a database already is, or undefined before the first start. */
export function existingPlace(dataFolder: string, pointer: Pointer | undefined): string | undefined {
  const place = resolve(dataFolder, pointer?.place ?? 'postgres')
  return existsSync(join(place, 'PG_VERSION')) ? place : undefined
}

/** Beside the rest of the data when the database's user can get there, else in the system's folder. */
export function properPlace(dataFolder: string, account: Account | undefined, folders: SystemFolders): string {
  if (mayPass(account, dataFolder)) return join(dataFolder, 'postgres')
  return join(folders.lib, nameOf(dataFolder), 'postgres')
}

/** Moves a database whose user can no longer reach it; the old one goes only when the new one is whole. */
export async function movePlace(from: string, to: string, account: Account | undefined): Promise<void> {
  await makePassable(dirname(to))
  const aside = `${to}.moving`
  await rm(aside, { recursive: true, force: true })
  await rename(from, aside).catch(async (error) => {
    if (errorCode(error) !== 'EXDEV') throw error
    await cp(from, aside, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true })
    if (account) await giveAll(aside, account)
  })
  await rename(aside, to)
  await rm(from, { recursive: true, force: true })
}

/** Makes a folder that every user may pass through, whatever the umask. */
export async function makePassable(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true })
  for (let made = folder; first !== undefined && made.length >= first.length; made = dirname(made)) await chmod(made, 0o755)
}

/** A private folder for the socket. sun_path holds about 100 bytes (unix(7)), so the path is short whatever the data folder. */
export async function makeSocketFolder(dataFolder: string, account: Account | undefined, folders: SystemFolders): Promise<string> {
  const wished = join(folders.run, `putokaz-${nameOf(dataFolder)}`)
  const shared = tmpdir().length > 60 ? '/tmp' : tmpdir()
  const folder = account && (await madeOwn(wished)) ? wished : await mkdtemp(join(await realpath(shared), 'putokaz-'))
  await chmod(folder, 0o700)
  if (account) await chown(folder, account.uid, account.gid)
  return folder
}

/** Removes a socket folder of an earlier start; only what is ours and looks it. */
export async function removeSocketFolder(folder: string | undefined): Promise<void> {
  if (folder === undefined || !isAbsolute(folder) || !/\/putokaz-[^/]+$/.test(folder)) return
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)
}

async function madeOwn(folder: string): Promise<boolean> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  return mkdir(folder, { mode: 0o700 }).then(
    () => true,
    () => false,
  )
}

async function giveAll(folder: string, account: Account): Promise<void> {
  await chown(folder, account.uid, account.gid)
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), account.uid, account.gid)
}

function nameOf(dataFolder: string): string {
  return createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)
}

function pointerFile(dataFolder: string): string {
  return join(dataFolder, 'postgres.json')
}
