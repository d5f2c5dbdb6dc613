/** PostgreSQL refuses to run as root, so root lends it another user. */
import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

export interface Account {
  readonly uid: number
  readonly gid: number
}

/** The user the database runs as; undefined when this process need not change. Existing data keeps its owner. */
export function databaseAccount(existingData: string | undefined): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = existingData === undefined ? undefined : statSync(existingData, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const users = readFileSync('/etc/passwd', 'utf8')
  return accountNamed('putokaz', users) ?? accountNamed('nobody', users) ?? { uid: 65_534, gid: 65_534 }
}

/** passwd(5): name, password, uid, gid, … divided by colons. */
export function accountNamed(name: string, users: string): Account | undefined {
  const line = users.split('\n').find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid !== undefined && gid !== undefined && Number(uid) > 0 ? { uid: Number(uid), gid: Number(gid) } : undefined
}

/** Whether the account may enter the folder or run the program; asked of the system, which alone knows all the rules. */
export function mayReach(account: Account | undefined, path: string): boolean {
  if (!account) return true
  const asked = spawnSync('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', path], { ...account, cwd: '/', stdio: 'ignore' })
  return asked.status === 0
}

/** Whether the account may pass through the folder to what lies in it. */
export function mayPass(account: Account | undefined, folder: string): boolean {
  if (!account) return true
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
}
