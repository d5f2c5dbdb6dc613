/**
 * The seal at the end of a backup: the SHA-256 of every byte before it and, when the centre has a key, an HMAC of that hash.
 * It is the comment of the zip, so that ordinary programs open the archive and yet no byte of it can change unseen.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Transform } from 'node:stream'
import type { ByteSource } from '@putokaz/safe-zip'

const none = '0'.repeat(64)
const sealText = (hash: string, mac: string) => `putokaz-backup 1 sha256:${hash} hmac:${mac}`
const pattern = /^putokaz-backup 1 sha256:([0-9a-f]{64}) hmac:([0-9a-f]{64})$/

/** Stands where the seal will be. */
export const unsealed = sealText(none, none)
const length = unsealed.length

function macOf(hash: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`putokaz-backup 1 ${hash}`).digest('hex')
}

/** Lets the archive through and puts the seal in its last bytes. */
export function sealing(key: Uint8Array | undefined): Transform {
  const hash = createHash('sha256')
  let held = Buffer.alloc(0)
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      const all = Buffer.concat([held, chunk])
      const free = all.subarray(0, Math.max(0, all.length - length))
      held = all.subarray(free.length)
      hash.update(free)
      next(null, free.length > 0 ? free : undefined)
    },
    flush(next) {
      const digest = hash.digest('hex')
      next(null, Buffer.from(sealText(digest, key ? macOf(digest, key) : none), 'latin1'))
    },
  })
}

export type SealState = 'trusted' | 'unknown-key' | 'without-key' | 'broken' | 'missing'

/** Reads the whole archive and says whether it is the one that was sealed, and by whom. */
export async function checkSeal(source: ByteSource, key: Uint8Array | undefined): Promise<SealState> {
  if (source.size <= length) return 'missing'
  const text = Buffer.from(await source.read(source.size - length, length)).toString('latin1')
  const [, told = '', mac = ''] = pattern.exec(text) ?? []
  if (told === '') return 'missing'
  const hash = createHash('sha256')
  for await (const chunk of source.stream(0, source.size - length)) hash.update(chunk as Buffer)
  if (hash.digest('hex') !== told) return 'broken'
  if (mac === none) return 'without-key'
  return key && timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(told, key))) ? 'trusted' : 'unknown-key'
}
