/** Secrets of apps, sealed with a key that no copy of the database holds. */
import { createCipheriv, createDecipheriv } from 'node:crypto'
import type { App } from '#platform/app.ts'
import { namedKey } from '#platform/keys.ts'

const keyName = 'second-factor'
const ivBytes = 12
const tagBytes = 16

/** Bound to the person: a row that was moved to somebody else does not open. */
export async function seal(app: App, person: string, secret: string): Promise<Buffer> {
  const iv = app.random(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', await namedKey(app.config, keyName), iv).setAAD(Buffer.from(person))
  const body = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

export async function openSealed(app: App, person: string, sealed: Buffer): Promise<string> {
  const [iv, tag, body] = [sealed.subarray(0, ivBytes), sealed.subarray(ivBytes, ivBytes + tagBytes), sealed.subarray(ivBytes + tagBytes)]
  const decipher = createDecipheriv('aes-256-gcm', await namedKey(app.config, keyName), iv)
    .setAAD(Buffer.from(person))
    .setAuthTag(tag)
  return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
}
