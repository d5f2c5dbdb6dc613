/**
 * A backup under a passphrase: a header, then chunks of AES-256-GCM. The nonce of a chunk is a random prefix, its number and
 * whether it is the last one (the STREAM construction), so that no chunk can be changed, moved, dropped or cut off.
 */
import { argon2, createCipheriv, createDecipheriv, randomBytes, timingSafeEqual } from 'node:crypto'
import { Readable, Transform } from 'node:stream'
import { promisify } from 'node:util'
import type { ByteSource } from '@putokaz/safe-zip'

const derive = promisify(argon2)
const magic = Buffer.from('PUTOKAZ\u0001', 'latin1')
const chunkSize = 64 * 1024
const tagSize = 16
/** RFC 9106, section 4, second recommended option. */
const cost = { memory: 65_536, passes: 3, parallelism: 4 }
/** A header asks for no more than this, whoever wrote it. */
const costliest = { memory: 262_144, passes: 8, parallelism: 8 }
const headerSize = 8 + 4 + 4 + 4 + 16 + 7 + 16

export interface Secret {
  readonly key: Buffer
  readonly header: Buffer
  readonly prefix: Buffer
}

export type DecryptRefusal = 'wrong-passphrase' | 'damaged'

/** Thrown by a source whose bytes are not what was encrypted. */
export class Undecipherable extends Error {
  override readonly name = 'Undecipherable'
}

export async function newSecret(passphrase: string): Promise<Secret> {
  const [salt, prefix] = [randomBytes(16), randomBytes(7)]
  const { key, check } = await stretched(passphrase, salt, cost)
  const numbers = Buffer.alloc(12)
  for (const [i, value] of [cost.memory, cost.passes, cost.parallelism].entries()) numbers.writeUInt32LE(value, i * 4)
  return { key, prefix, header: Buffer.concat([magic, numbers, salt, prefix, check]) }
}

async function stretched(passphrase: string, salt: Buffer, asked: typeof cost): Promise<{ key: Buffer; check: Buffer }> {
  const tag = Buffer.from(await derive('argon2id', { message: passphrase.normalize('NFKC'), nonce: salt, ...asked, tagLength: 48 }))
  return { key: tag.subarray(0, 32), check: tag.subarray(32) }
}

export async function isEncrypted(source: ByteSource): Promise<boolean> {
  return source.size > headerSize && Buffer.from(await source.read(0, magic.length)).equals(magic)
}

function nonceOf(prefix: Buffer, number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  prefix.copy(nonce)
  nonce.writeUInt32BE(number, 7)
  nonce.writeUInt8(last ? 1 : 0, 11)
  return nonce
}

export function encrypting({ key, header, prefix }: Secret): Transform {
  let waiting = Buffer.alloc(0)
  let number = 0
  const seal = (plain: Buffer, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(prefix, number++, last))
    cipher.setAAD(header)
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }
  return new Transform({
    construct(ready) {
      this.push(header)
      ready()
    },
    transform(chunk: Buffer, _encoding, next) {
      waiting = Buffer.concat([waiting, chunk])
      // One chunk is always held back: only the end knows which is the last.
      while (waiting.length > chunkSize) {
        this.push(seal(waiting.subarray(0, chunkSize), false))
        waiting = waiting.subarray(chunkSize)
      }
      next()
    },
    flush(next) {
      next(null, seal(waiting, true))
    },
  })
}

/** The plain bytes behind an encrypted file, decrypted as they are asked for. */
export async function decryptedSource(source: ByteSource, passphrase: string): Promise<ByteSource | DecryptRefusal> {
  const header = Buffer.from(await source.read(0, headerSize))
  const asked = { memory: header.readUInt32LE(8), passes: header.readUInt32LE(12), parallelism: header.readUInt32LE(16) }
  const sane = (['memory', 'passes', 'parallelism'] as const).every((what) => asked[what] >= 1 && asked[what] <= costliest[what])
  const count = Math.ceil((source.size - headerSize) / (chunkSize + tagSize))
  const size = source.size - headerSize - count * tagSize
  if (!sane || asked.memory < asked.parallelism * 8 || size < 1 || size <= (count - 1) * chunkSize) return 'damaged'
  const { key, check } = await stretched(passphrase, header.subarray(20, 36), asked)
  if (!timingSafeEqual(check, header.subarray(43, 59))) return 'wrong-passphrase'
  return plainSource(source, { key, header, prefix: header.subarray(36, 43) }, { count, size })
}

function plainSource(source: ByteSource, secret: Secret, { count, size }: { count: number; size: number }): ByteSource {
  let kept: { number: number; plain: Buffer } | undefined
  const chunk = async (number: number): Promise<Buffer> => {
    if (kept?.number === number) return kept.plain
    const at = headerSize + number * (chunkSize + tagSize)
    const sealed = Buffer.from(await source.read(at, Math.min(chunkSize + tagSize, source.size - at)))
    const plain = opened(sealed, secret, { number, last: number === count - 1 })
    kept = { number, plain }
    return plain
  }
  const range = async function* (start: number, end: number): AsyncIterable<Buffer> {
    for (let at = start; at < end; ) {
      const number = Math.floor(at / chunkSize)
      const plain = await chunk(number)
      const part = plain.subarray(at - number * chunkSize, Math.min(plain.length, end - number * chunkSize))
      yield part
      at += part.length
    }
  }
  return {
    size,
    stream: (start, end) => Readable.from(range(start, end)),
    async read(position, length) {
      const parts: Buffer[] = []
      for await (const part of range(position, position + length)) parts.push(part)
      return Buffer.concat(parts)
    },
  }
}

function opened(sealed: Buffer, { key, header, prefix }: Secret, { number, last }: { number: number; last: boolean }): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(prefix, number, last))
  decipher.setAAD(header)
  decipher.setAuthTag(sealed.subarray(sealed.length - tagSize))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - tagSize)), decipher.final()])
  } catch {
    throw new Undecipherable('a part of the backup is not what was encrypted')
  }
}
