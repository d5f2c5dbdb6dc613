/** 32 letters and digits that are not mistaken for each other: five random bits each. */
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const length = 12

/** How many random bytes `mintNumber` takes. */
export const numberBytes = length

/**
 * The number of a certificate: 60 random bits in three groups of four. Never a counter, so that a server restored from
 * an older copy can't give a number out again, and nobody finds the next one.
 */
export function mintNumber(random: Uint8Array): string {
  return grouped(Array.from(random.subarray(0, length), (byte) => signs[byte % signs.length]).join(''))
}

function grouped(bare: string): string {
  return `${bare.slice(0, 4)}-${bare.slice(4, 8)}-${bare.slice(8)}`
}

/** Cyrillic letters that look like one of ours. */
const looks: Readonly<Record<string, string>> = { А: 'A', В: 'B', Е: 'E', К: 'K', М: 'M', Н: 'H', Р: 'P', С: 'C', Т: 'T', Х: 'X', У: 'Y', Ј: 'J', Ѕ: 'S' }

/** The one spelling of a number however it was typed or read: lower case, spaces, dashes, Cyrillic look-alikes. Undefined when it can't be one. */
export function normaliseNumber(text: string): string | undefined {
  if (text.length > 100) return undefined
  const bare = [...text.normalize('NFKC').toUpperCase()].filter((sign) => /[\p{L}\p{N}]/u.test(sign)).map((sign) => looks[sign] ?? sign)
  return bare.length === length && bare.every((sign) => signs.includes(sign)) ? grouped(bare.join('')) : undefined
}
