declare const of: unique symbol

/** An identifier that names one kind of thing only, so that the compiler refuses to mix them. */
export type Id<Kind extends string> = string & { readonly [of]: Kind }

export type PersonId = Id<'person'>

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

export function isUuid(text: string): boolean {
  return uuid.test(text)
}

/**
 * A UUID of version 7 (RFC 9562 §5.7) from a time in milliseconds and ten random bytes: it sorts by the moment of its birth.
 */
export function uuidv7(milliseconds: number, random: Uint8Array): string {
  const time = milliseconds.toString(16).padStart(12, '0')
  const hex = Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((Number.parseInt(hex.slice(3, 4), 16) & 0x3) | 0x8).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(0, 3)}-${variant}${hex.slice(4, 7)}-${hex.slice(7, 19)}`
}
