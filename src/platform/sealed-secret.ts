/** Secrets that must be used again, sealed with a key that no copy of the database holds. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'
import type { App } from './app.ts'
import { namedKey } from './keys.ts'

const ivBytes = 12
const tagBytes = 16

export interface Sealing {
  /** Bound to its owner, a person or a thing: a row that was moved to another does not open. */
  seal(app: Pick<App, 'config' | 'random'>, owner: string, secret: string): Promise<Buffer>
  openSealed(app: Pick<App, 'config'>, owner: string, sealed: Buffer): Promise<string>
}

/** Sealing with the key of this name (keys.ts); with a purpose, under a key of its own that is made of it. */
export function sealingWith(keyName: string, purpose?: string): Sealing {
  const keyOf = async (config: App['config']) => {
    const key = await namedKey(config, keyName)
    return purpose === undefined ? key : Buffer.from(hkdfSync('sha256', key, '', purpose, key.length))
  }
  return {
    async seal(app, owner, secret) {
      const iv = app.random(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', await keyOf(app.config), iv).setAAD(Buffer.from(owner))
      const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), body])
    },
    async openSealed(app, owner, sealed) {
      const [iv, tag, body] = [sealed.subarray(0, ivBytes), sealed.subarray(ivBytes, ivBytes + tagBytes), sealed.subarray(ivBytes + tagBytes)]
      const decipher = createDecipheriv('aes-256-gcm', await keyOf(app.config), iv)
        .setAAD(Buffer.from(owner))
        .setAuthTag(tag)
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}
