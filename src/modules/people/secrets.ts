/** Passwords, session tokens and one-time secrets: only what was derived from them is ever stored. */
import { argon2, createHash, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)
// OWASP's second choice for argon2id: 19 MiB, 2 passes, 1 lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** An argon2id hash in PHC string form. */
export async function hashPassword(password: string, salt: Uint8Array): Promise<string> {
  const tag = await derive('argon2id', { message: password.normalize('NFKC'), nonce: salt, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${base64(salt)}$${base64(tag)}`
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/
const nobody = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

/** Above what two hundred characters can take: nobody has such a password, and nothing that is cut off is compared (ASVS 5.0 V6.2.8). */
const longestTyped = 800

/** Whether the password fits. An account that does not exist, or has none, costs the same time and never fits. */
export async function passwordFits(typed: string, stored: string | null | undefined): Promise<boolean> {
  const password = typed.length > longestTyped ? '' : typed
  const [, memory, passes, parallelism, salt = '', tag = ''] = phc.exec(stored ?? nobody) ?? []
  const expected = Buffer.from(tag, 'base64')
  const options = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism), tagLength: expected.length }
  const found = await derive('argon2id', { message: password.normalize('NFKC'), nonce: Buffer.from(salt, 'base64'), ...options })
  return timingSafeEqual(found, expected) && stored !== null && stored !== undefined
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replaceAll('=', '')
}

/** What is stored of a token or one-time secret that was made from enough luck to need no salt. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

export function tokenFrom(random: Uint8Array): string {
  return Buffer.from(random).toString('base64url')
}

const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** A code to be read from paper: three groups of four of 32 letters and digits that are not mistaken for each other, 60 random bits. */
export function codeFrom(random: Uint8Array): string {
  const signs = Array.from(random.subarray(0, 12), (byte) => letters[byte % 32]).join('')
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
}

/** The one spelling of a code however it was typed: Cyrillic look-alikes, spaces and lower case included. */
export function normaliseCode(text: string): string {
  const look: Record<string, string> = { А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', Р: 'P', С: 'C', Т: 'T', Х: 'X', Ј: 'J', Ѕ: 'S' }
  const signs = [...text.toUpperCase()]
    .map((sign) => look[sign] ?? sign)
    .filter((sign) => letters.includes(sign))
    .join('')
  return `${signs.slice(0, 4)}-${signs.slice(4, 8)}-${signs.slice(8)}`
}

/** The hash that a code would have with the salt of a stored one. Without a stored one it costs the same time, and there is none. */
export async function hashLike(code: string, stored: string | undefined): Promise<string | undefined> {
  const [, , , , salt = ''] = phc.exec(stored ?? nobody) ?? []
  const hash = await hashPassword(code, Buffer.from(salt, 'base64'))
  return stored === undefined ? undefined : hash
}
