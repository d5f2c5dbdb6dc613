import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { type Head, keyMarkOf, markOf, nothing, type SignedAnchor } from '../chain/chain.ts'
import { highest, writtenHeads } from '../chain/heads-file.ts'
import { auditKey } from '../chain/key.ts'
import { foreignSum } from '../chain/walk.ts'
import { anchors, lockHead, markAnew, moveHead, sealedRows, unsealedRows } from '../store.ts'
import { noteDeed } from './note.ts'
import { signAnchor } from './seal.ts'

export interface NewChain {
  readonly reason: 'restore'
  /** The head of the chain that the restored data replace, as far as the caller knows it; the file of heads is asked in any case. */
  readonly oldHead?: Head | undefined
}

/**
 * Begins a new chain on restored data. It names the head that the data end with and the last head there ever was, so that what was
 * sealed in between is known to be gone. Data sealed with another centre's key are summed up and signed with ours.
 */
export async function openNewChain(app: App, tx: Tx, { reason, oldHead }: NewChain): Promise<SignedAnchor> {
  const after = (await lockHead(tx, { wait: true })) ?? nothing
  const written = highest(await writtenHeads(app.config))
  const lost = highest([after, ...(oldHead ? [oldHead] : []), ...(written ? [written] : [])]) ?? after
  const key = await auditKey(app)
  const digest = await takeOver(tx, key, after)
  const anchor = await signAnchor(app, tx, { kind: 'begin', reason, after, lost, digest })
  await moveHead(tx, { number: lost.number, mac: anchor.mac })
  await noteDeed(app, tx, { deed: 'audit.chain-opened', by: 'program', detail: { reason, after: after.number, lost: lost.number } })
  return anchor
}

/** Sums up what another key had sealed, and vouches for what it had only marked; empty when there is none. */
async function takeOver(tx: Tx, key: Buffer, after: Head): Promise<string> {
  const digest = await sumForeign(tx, key, { above: 0, upTo: after.number })
  if (digest !== '') for (const { entry } of await unsealedRows(tx, 100_000)) await markAnew(tx, entry.id, markOf(key, entry))
  return digest
}

const page = 1000

/** The sum over everything in a range that another key had sealed; empty when all is ours. */
export async function sumForeign(tx: Tx, key: Buffer, { above, upTo }: { above: number; upTo: number }): Promise<string> {
  const ours = keyMarkOf(key)
  const stated = await anchors(tx)
  if (stated.every(({ keyMark }) => keyMark === ours)) return ''
  const foreign = foreignSum(stated, ours)
  for (let from = above, count = page; count === page; ) {
    const rows = await sealedRows(tx, { above: from, upTo, most: page })
    for (const { entry, seal } of rows) if (seal && foreign.covers(seal.number)) foreign.add(entry, seal.mac)
    from = rows.at(-1)?.seal?.number ?? from
    count = rows.length
  }
  return foreign.sum()
}
