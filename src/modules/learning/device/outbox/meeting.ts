import { release } from '@putokaz/offline-queue'
import { ask } from './asking.ts'
import type { Owner, Rows } from './rows.ts'
import { fromBase64, importKeys } from './seal.ts'

interface Told {
  readonly person: string
  readonly key: string
  readonly epoch: string
  readonly safeUntil: string | null
  readonly homePage: string
}

export type Met = { readonly kind: 'met'; readonly owner: Owner } | { readonly kind: 'visitor' } | { readonly kind: 'unreachable' }

/**
 * Asks the server who is signed in. From then on this device reads and sends the work of that person and of nobody else;
 * what a restored server may have lost waits again.
 */
export async function meet(rows: Rows): Promise<Met> {
  const answered = await ask('/api/v1/device')
  const before = await rows.owner()
  if (answered?.status === 401 || answered?.status === 404) {
    if (before) await rows.changeOwner(before.person, { signedOut: true })
    return { kind: 'visitor' }
  }
  if (!answered?.ok) return { kind: 'unreachable' }
  const { person, key, epoch, safeUntil, homePage } = (await answered.json()) as Told
  const keys = await importKeys(fromBase64(key))
  const persistAsked = before?.person === person && before.persistAsked
  const owner: Owner = { person, homePage, epoch, safeUntil, met: Date.now(), signedOut: false, persistAsked, ...keys }
  await rows.setOwner(owner)
  await rows.change(person, (all) => release(all, { epoch, safeUntil }))
  return { kind: 'met', owner }
}

/** Makes this device the one of the person whom the page was drawn for. Undefined when her key can't be had now. */
export async function enter(rows: Rows, person: string): Promise<Owner | undefined> {
  const before = await rows.owner()
  if (before?.person === person && !before.signedOut) return before
  const met = await meet(rows)
  if (met.kind === 'met' && met.owner.person === person) return met.owner
  if (before?.person === person) return before
  // The page is another one's: what the one before did is hers alone.
  await rows.lock()
  return undefined
}
