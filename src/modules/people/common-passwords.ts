import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkPassword, type PasswordRefusal, passwordCores } from './domain/login.ts'

// Read when the first password is chosen: no start waits for it.
let words: Promise<ReadonlySet<string>> | undefined

/** The nearest folder above has it: from the sources and from the built pages alike. */
function listFile(folder = import.meta.dirname): string {
  const file = join(folder, 'assets/passwords/common.txt')
  if (existsSync(file)) return file
  const above = dirname(folder)
  if (above === folder) throw new Error('The list of common passwords is missing: assets/passwords/common.txt')
  return listFile(above)
}

function commonPasswords(): Promise<ReadonlySet<string>> {
  words ??= readFile(listFile(), 'utf8').then((text) => new Set(text.trimEnd().split('\n')))
  return words
}

/**
 * Why a password can't be chosen, if it can't: its form, or that it is one of those that are tried first, with whatever digits
 * and signs around it (NIST SP 800-63B §5.1.1.2).
 */
export async function refusePassword(password: string, login: string): Promise<PasswordRefusal | undefined> {
  const fault = checkPassword(password, login)
  if (fault) return fault
  const common = await commonPasswords()
  return passwordCores(password).some((core) => common.has(core)) ? 'password-too-common' : undefined
}
