import { createHash } from 'node:crypto'

/** What is kept of an address or a key that must be known again, but not read. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
