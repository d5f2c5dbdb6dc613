import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { type Anchor, anchorMac, type Head, keyMarkOf, macOf, markOf, nothing, type SignedAnchor, same } from '../chain/chain.ts'
import { highest, writeHead, writtenHeads } from '../chain/heads-file.ts'
import { auditKey } from '../chain/key.ts'
import { addAnchor, anchors, giveSeals, lockHead, moveHead, type NewSeal, storedHead, unsealedRows } from '../store.ts'

const most = 1000

/**
 * Chains the entries that wait, in the order in which they were written, and says how many they were. Whoever locks the head first
 * seals; anybody else finds it locked and leaves. What commits late has no seal yet and gets the next number: there is no position
 * to read on from, so none can be passed over.
 */
export async function sealAudit(app: App): Promise<number> {
  let count = 0
  for (let sealed = most; sealed === most; count += sealed) sealed = await sealSome(app)
  return count
}

async function sealSome(app: App): Promise<number> {
  const sealed = await app.db.transact(async (tx) => {
    const head = await lockHead(tx, { wait: false })
    return head && seal(app, tx, head)
  })
  if (!sealed || sealed.count === 0) return 0
  await writeHead(app.config, sealed.head, app.now())
  return sealed.count
}

async function seal(app: App, tx: Tx, stored: Head): Promise<{ head: Head; count: number } | undefined> {
  const waiting = await unsealedRows(tx, most)
  if (waiting.length === 0) return undefined
  const key = await auditKey(app)
  const sealedAt = app.now().getTime() * 1000
  let head = stored.mac === '' ? await firstChain(app, tx) : stored
  const seals: NewSeal[] = []
  for (const { entry, mark } of waiting) {
    // What the program did not write is never sealed: it stays where the check finds it.
    if (!same(mark, markOf(key, entry))) continue
    const number = head.number + 1
    head = { number, mac: macOf(key, head.mac, { number, sealedAt }, entry) }
    seals.push({ id: entry.id, ...head })
  }
  await giveSeals(tx, seals, sealedAt)
  await moveHead(tx, head)
  return { head, count: seals.length }
}

async function firstChain(app: App, tx: Tx): Promise<Head> {
  const anchor = await signAnchor(app, tx, { kind: 'begin', reason: 'first', after: nothing, lost: nothing, digest: '' })
  return { number: 0, mac: anchor.mac }
}

/** Signs the next anchor and keeps it. The caller holds the head. */
export async function signAnchor(app: App, tx: Tx, given: Omit<Anchor, 'ordinal' | 'madeAt' | 'keyMark'>): Promise<SignedAnchor> {
  const key = await auditKey(app)
  const earlier = await anchors(tx)
  const anchor = { ...given, ordinal: earlier.length + 1, madeAt: app.now().getTime() * 1000, keyMark: keyMarkOf(key) }
  const signed = { ...anchor, mac: anchorMac(key, earlier.at(-1)?.mac ?? '', anchor) }
  await addAnchor(tx, signed)
  return signed
}

/** Writes down the head that a killed sealer had no time to; for the start of a server. */
export async function rememberHead(app: App): Promise<void> {
  const written = highest(await writtenHeads(app.config))?.number ?? 0
  const head = await storedHead(app.db)
  if (head.number > written) await writeHead(app.config, head, app.now())
}
