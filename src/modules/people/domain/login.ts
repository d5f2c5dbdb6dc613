import { fold } from '@putokaz/serbian'
import { done, type Result, refuse } from '#kernel/result.ts'

export type LoginRefusal = 'email-malformed' | 'user-name-malformed'
export type PasswordRefusal = 'password-too-short' | 'password-too-long' | 'password-is-the-login' | 'password-too-common'

const partOfEmail = /^[^\s\p{C}@<>"(),:;[\]\\]+$/u
const userName = /^[a-z0-9][a-z0-9._-]{2,39}$/

/** One spelling of an address: trimmed and in lower case, at most 254 characters (RFC 5321 §4.5.3.1.3). */
export function parseEmail(text: string): Result<string, LoginRefusal> {
  const address = text.trim().toLowerCase()
  const [name = '', domain = '', ...more] = address.split('@')
  const top = domain.split('.').slice(1).at(-1) ?? ''
  const fits = address.length <= 254 && more.length === 0 && partOfEmail.test(name) && partOfEmail.test(domain) && top.length >= 2 && !domain.startsWith('.')
  return fits ? done(address) : refuse('email-malformed')
}

/** What somebody typed to be found by, as logins are spelled. What can't be anybody's login is the empty one, which nobody has. */
export function typedLogin(text: string): string {
  const login = text.slice(0, 1000).trim().toLowerCase()
  return login.length > 254 || /[\s\p{C}]/u.test(login) ? '' : login
}

export function parseUserName(text: string): Result<string, LoginRefusal> {
  const name = text.trim().toLowerCase()
  return userName.test(name) ? done(name) : refuse('user-name-malformed')
}

/**
 * A password of 10 to 200 characters that is neither the login nor two characters again and again.
 * No rule asks for kinds of characters (NIST SP 800-63B §5.1.1.2). Whether it is common, `refusePassword` knows.
 */
export function checkPassword(password: string, login: string): PasswordRefusal | undefined {
  const length = [...password].length
  if (length < 10) return 'password-too-short'
  if (length > 200) return 'password-too-long'
  const lower = password.toLowerCase()
  if (lower === login || lower === login.split('@')[0]) return 'password-is-the-login'
  return new Set(lower).size <= 2 || /^(.{1,5})\1+$/su.test(lower) ? 'password-too-common' : undefined
}

// What is put for a letter so that a word looks like none.
const disguises: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' }

/**
 * What a password is under its case, its script, and the digits and signs around it: `Лозинка-2026!` is `lozinka`. Disguised
 * letters are read both ways.
 */
export function passwordCores(password: string): string[] {
  const plain = fold(password.normalize('NFKC').toLowerCase())
  const undisguised = [...plain].map((sign) => disguises[sign] ?? sign).join('')
  return [...new Set([plain, coreOf(plain), coreOf(undisguised), coreOf([...coreOf(plain)].map((sign) => disguises[sign] ?? sign).join(''))])]
}

function coreOf(text: string): string {
  const signs = [...text]
  const isLetter = (sign: string) => /\p{L}/u.test(sign)
  return signs.slice(Math.max(0, signs.findIndex(isLetter)), signs.findLastIndex(isLetter) + 1).join('')
}

// Signs that show nothing and can turn the order of what is read. The joiners stay: names in Farsi need them.
const unseen = /(?![\u200c\u200d])[\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu

/** A name as its owner writes it: one line, 1 to 120 characters. */
export function parseName(text: string): string | undefined {
  const name = text
    .normalize('NFC')
    .replaceAll(unseen, '')
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
  return name.length >= 1 && name.length <= 120 ? name : undefined
}
