import type { Db } from '#platform/db.ts'
import { allForwardings, countAfter, type ForwardingRow, type NotForwarded, notForwarded } from '../forwarding-store.ts'

export interface ForwardingState extends Pick<ForwardingRow, 'id' | 'name' | 'address' | 'key' | 'edition' | 'authorities' | 'verbs' | 'problem'> {
  readonly state: 'paused' | 'trouble' | 'waiting' | 'done'
  readonly sent: number
  readonly lastSentAt: Date | null
  /** When it is tried again after trouble. */
  readonly nextTry: Date | null
  readonly waiting: number
  readonly notTaken: readonly NotForwarded[]
}

/** Counting what waits ends here. */
export const mostWaiting = 10_000
const mostShown = 50

/** Where each of the other stores stands, without what it is entered by. */
export async function forwardingStates(db: Db): Promise<ForwardingState[]> {
  const states: ForwardingState[] = []
  for (const row of await allForwardings(db)) {
    const waiting = await countAfter(db, row, mostWaiting)
    const { id, name, address, key, edition, authorities, verbs, problem, sent, paused_at: paused, last_sent_at: lastSentAt } = row
    const state = paused ? 'paused' : problem ? 'trouble' : waiting > 0 ? 'waiting' : 'done'
    const nextTry = state === 'trouble' ? row.next_try : null
    states.push({
      id,
      name,
      address,
      key,
      edition,
      authorities,
      verbs,
      problem,
      state,
      sent,
      lastSentAt,
      nextTry,
      waiting,
      notTaken: await notForwarded(db, id, mostShown),
    })
  }
  return states
}
