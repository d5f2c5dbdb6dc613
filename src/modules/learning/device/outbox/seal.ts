/** AES-GCM under the person's device key. The key can be used here but not read, and goes when she signs out. */
export interface Keys {
  readonly seals: CryptoKey
  /** From it other keys are derived (RFC 5869). */
  readonly derives: CryptoKey
}

export interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
}

export async function importKeys(raw: Uint8Array<ArrayBuffer>): Promise<Keys> {
  const seals = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  const derives = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey'])
  return { seals, derives }
}

export async function seal({ seals }: Keys, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, seals, new TextEncoder().encode(JSON.stringify(value)))
  return { iv, data }
}

/** Rejects when the key is another one or the text was changed. */
export async function unseal<T>({ seals }: Keys, { iv, data }: Sealed): Promise<T> {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, seals, data)))
}

/** HMAC-SHA-256 with a key derived for this purpose alone, as base64. */
export async function signed({ derives }: Keys, purpose: string, text: string): Promise<string> {
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: new TextEncoder().encode(purpose) }
  const key = await crypto.subtle.deriveKey(how, derives, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
  return toBase64(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)))
}

export function toBase64(bytes: ArrayBuffer | Uint8Array): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''))
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
}
