import { release } from '@putokaz/offline-queue'
import { ask } from './asking.ts'
import type { Owner, Row, Rows } from './rows.ts'
import { fromBase64, importKeys, type Keys, seal, signed, unseal } from './seal.ts'

interface Told {
  readonly person: string
  readonly key: string
  /** Accounts that were merged into hers: their work is hers. */
  readonly merged?: readonly { readonly person: string; readonly key: string }[]
  readonly epoch: string
  readonly safeBelow: number | null
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
  const { person, key, epoch, safeBelow, homePage, merged = [] } = (await answered.json()) as Told
  const keys = await importKeys(fromBase64(key))
  const [persistAsked, lastSent] = before?.person === person ? [before.persistAsked, before.lastSent] : [false, null]
  const mark = await signed(keys, 'putokaz-mark', '')
  const owner: Owner = { person, mark, homePage, epoch, safeBelow, met: Date.now(), signedOut: false, persistAsked, lastSent, ...keys }
  if (before?.person === person && before.mark !== mark) await adopt(rows, before, owner)
  for (const one of merged) await adopt(rows, { person: one.person, ...(await importKeys(fromBase64(one.key))) }, owner)
  await rows.setOwner(owner)
  await rows.change(person, (all) => release(all, { epoch, safeBelow }))
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

/** Seals with her present key what lies here under an earlier one, or under that of an account that is hers now. */
async function adopt(rows: Rows, from: Keys & { readonly person: string }, owner: Owner): Promise<void> {
  const again = async (row: Row): Promise<Row> => ({
    ...row,
    person: owner.person,
    body: await seal(owner, await unseal(from, row.body)),
    shown: await seal(owner, await unseal(from, row.shown)),
  })
  const opened = await Promise.all((await rows.of(from.person)).map((row) => again(row).catch(() => row)))
  const anew = new Map(opened.map((row) => [row.id, row]))
  await rows.change(from.person, (all) => all.map((row) => anew.get(row.id) ?? row))
}
