import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import type { Head } from '../chain/chain.ts'
import { writtenHeads } from '../chain/heads-file.ts'
import { auditKey } from '../chain/key.ts'
import { type Fault, openWalk, type Walk } from '../chain/walk.ts'
import { anchors, sealedRows, storedHead, unsealedRows } from '../store.ts'

export interface AuditVerdict {
  /** The first thing that is wrong; absent when all is as it was written. */
  readonly fault?: Fault
  readonly head: Head
  readonly sealed: number
  readonly unsealed: number
}

/** Reads the whole log, as it is at one moment, and says whether anything in it was changed, removed, moved, added or cut off, and where first. */
export async function verifyAudit(app: App): Promise<AuditVerdict> {
  const written = await writtenHeads(app.config)
  return app.db.snapshot((at) => verifyAt(app, at, written))
}

/** `known` was read before: what is written down later than it was read here is no fault. */
export async function verifyAt(app: App, db: Db, known: readonly Head[]): Promise<AuditVerdict> {
  const head = await storedHead(db)
  const walk = openWalk(await auditKey(app), await anchors(db), known)
  if ('kind' in walk) return { fault: walk, head, sealed: 0, unsealed: 0 }
  const { fault, count } = await walkAlong(db, walk, head)
  if (fault) return { fault, head, sealed: count, unsealed: 0 }
  const waiting = await unsealedRows(db, page)
  const foreign = waiting.map(walk.unsealed).find((one) => one !== undefined)
  return { ...(foreign && { fault: foreign }), head, sealed: count, unsealed: waiting.length }
}

const page = 1000

interface Walked {
  readonly fault?: Fault
  readonly count: number
}

async function walkAlong(db: Db, walk: Walk, stored: Head): Promise<Walked> {
  const sealed = await stepOver(db, walk, { above: Number.MIN_SAFE_INTEGER, upTo: stored.number })
  const fault = sealed.fault ?? walk.end(stored)
  if (fault) return { fault, count: sealed.count }
  // Nothing stands beyond the head, unless somebody put it there.
  const beyond = await stepOver(db, walk, { above: stored.number, upTo: Number.MAX_SAFE_INTEGER })
  return { ...beyond, count: sealed.count + beyond.count }
}

async function stepOver(db: Db, walk: Walk, { above, upTo }: { above: number; upTo: number }): Promise<Walked> {
  let count = 0
  for (let from = above, full = true; full; ) {
    const rows = await sealedRows(db, { above: from, upTo, most: page })
    for (const row of rows) {
      const fault = walk.step(row)
      if (fault) return { fault, count }
      count++
    }
    from = rows.at(-1)?.seal?.number ?? from
    full = rows.length === page
  }
  return { count }
}
