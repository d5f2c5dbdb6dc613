import { type Answer, type Batch, type Entry, hurry, nextBatch, settle } from '@putokaz/offline-queue'
import { send } from './asking.ts'
import { call } from './calling.ts'
import { meet } from './meeting.ts'
import type { Owner, Row, Rows } from './rows.ts'
import { unseal } from './seal.ts'

export type Sent = 'nothing-waits' | 'later' | 'signed-out' | 'locked'

const lockName = 'putokaz-outbox'
/** Sealed with a key that is no more: kept with that reason, so that it holds up nothing. */
const unreadable: Answer = { kind: 'refused', status: 0, reason: 'unreadable' }
/** How long it is taken for granted who is signed in, and in which life the server is. */
const trusted = 60_000
const askedAgain = 3_600_000

/** Sends what waits and may go now. Of all pages and the worker one sends at a time; another waits for its turn and finds what is left. */
export function sendWaiting(rows: Rows): Promise<Sent> {
  return navigator.locks.request(lockName, () => sendAll(rows))
}

/** While somebody works at what waits: no entry waits for its moment, and none waits longer for having been tried so often. */
export async function sendSoon(rows: Rows): Promise<Sent> {
  const owner = await rows.owner()
  if (!owner) return 'locked'
  const afresh = (row: Entry): Entry => (row.state === 'waiting' && row.tries > 0 ? { ...row, tries: 0 } : row)
  await rows.change(owner.person, (all) => hurry(all).map(afresh))
  return sendWaiting(rows)
}

/** The browser says that there is a network again: nothing waits for its moment, since it may not say so a second time. */
export async function sendAtLast(rows: Rows): Promise<Sent> {
  const owner = await rows.owner()
  if (owner) await rows.change(owner.person, hurry)
  return sendWaiting(rows)
}

/** By hand: nothing waits for its moment, and whoever was signed out may have come back. */
export async function sendNow(rows: Rows): Promise<Sent> {
  const owner = await rows.owner()
  if (!owner) return 'locked'
  await rows.change(owner.person, hurry)
  await rows.changeOwner(owner.person, { met: 0, signedOut: false })
  return sendWaiting(rows)
}

async function sendAll(rows: Rows): Promise<Sent> {
  for (;;) {
    const owner = await rows.owner()
    if (!owner) return 'locked'
    if (owner.signedOut) return 'signed-out'
    const batch = nextBatch(await rows.of(owner.person), Date.now())
    if (batch && Date.now() - owner.met < trusted) {
      if ((await sendBatch(rows, owner, batch)) === 'signed-out') return 'signed-out'
      continue
    }
    if (!batch && !(await isToBeAsked(rows, owner))) return (await waits(rows, owner)) ? 'later' : 'nothing-waits'
    const met = await meet(rows)
    call('changed')
    if (met.kind === 'visitor') return 'signed-out'
    if (met.kind === 'unreachable') return unreachable(rows, owner, batch)
  }
}

async function sendBatch(rows: Rows, owner: Owner, batch: Batch): Promise<'settled' | 'signed-out'> {
  const opened = await Promise.all(
    batch.entries.map((entry) =>
      unseal(owner, (entry as Row).body).then(
        (body) => ({ body }),
        () => null,
      ),
    ),
  )
  const bodies = opened.flatMap((one) => (one ? [one.body] : []))
  const answer: Answer = bodies.length < opened.length ? unreadable : await send(batch.to, bodies)
  // Somebody else may have signed in meanwhile: what she may not send is no fault of the work.
  const isRefused = (answer.kind === 'refused' && answer !== unreadable) || answer.kind === 'unauthenticated'
  const met = isRefused ? await meet(rows) : undefined
  const isHers = !met || (met.kind === 'met' && met.owner.person === owner.person)
  if (isHers) await rows.change(owner.person, (all) => settle(all, batch, answer, Date.now()))
  if (isHers && answer.kind === 'accepted') {
    const { epoch, safeBelow } = answer
    await rows.changeOwner(owner.person, { epoch, safeBelow, lastSent: new Date().toISOString() })
  }
  call('changed')
  if (!isHers || answer.kind === 'unauthenticated') return 'signed-out'
  return 'settled'
}

/** Nothing waits, but something is kept until it is safe: now and then the server is asked whether it is. */
async function isToBeAsked(rows: Rows, { met, person }: Owner): Promise<boolean> {
  return Date.now() - met > askedAgain && (await rows.of(person)).some(({ state }) => state === 'sent')
}

async function waits(rows: Rows, { person }: Owner): Promise<boolean> {
  return (await rows.of(person)).some(({ state }) => state === 'waiting')
}

async function unreachable(rows: Rows, { person }: Owner, batch: Batch | null): Promise<Sent> {
  if (!batch) {
    await rows.changeOwner(person, { met: Date.now() })
    return 'nothing-waits'
  }
  await rows.change(person, (all) => settle(all, batch, { kind: 'unreachable' }, Date.now()))
  call('changed')
  return 'later'
}
