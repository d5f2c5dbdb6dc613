import type { Batch } from './batch.ts'
import type { Entry, Rejection } from './entry.ts'
import { release, type Server } from './release.ts'

/** What came of a sending. */
export type Answer =
  | ({ readonly kind: 'accepted' /** As `Entry` has it. */; readonly receipt: number } & Server)
  | ({ readonly kind: 'refused' } & Rejection)
  /** Something newer about the same is there already: nothing of this is wanted any more. */
  | { readonly kind: 'overtaken' }
  /** 413: it may be the number of them. */
  | { readonly kind: 'too-large' }
  /** No answer, or none in time. */
  | { readonly kind: 'unreachable' }
  /** 5xx: the server answered, but could not. */
  | { readonly kind: 'failed' }
  /** 429 or 503 with a moment to come back, in seconds. */
  | { readonly kind: 'busy'; readonly retryAfter: number }
  | { readonly kind: 'unauthenticated' }

const firstWait = 5
const longestWait = 900

/** Milliseconds until the next try after so many that came to nothing: 5, 10, 20 … 900 seconds. */
export function waitAfter(tries: number): number {
  return 1000 * Math.min(longestWait, firstWait * 2 ** Math.min(30, Math.max(0, tries - 1)))
}

/** What the answer makes of the entries. Entries that are unchanged are the same objects. */
export function settle(entries: readonly Entry[], batch: Batch, answer: Answer, now: number): Entry[] {
  const went = new Set(batch.entries.map(({ id }) => id))
  if (answer.kind === 'overtaken' && batch.entries.length === 1) return entries.filter(({ id, state }) => !(went.has(id) && state === 'waiting'))
  const change = changeBy(answer, batch.entries.length, now)
  // What was meanwhile taken away stays away, and what another page settled stays settled.
  const settled = entries.map((entry) => (went.has(entry.id) && entry.state === 'waiting' ? change(entry) : entry))
  return answer.kind === 'accepted' ? release(withoutReplaced(settled, went), answer) : settled
}

function changeBy(answer: Answer, count: number, now: number): (entry: Entry) => Entry {
  switch (answer.kind) {
    case 'accepted':
      return (entry) => ({ ...bare(entry), state: 'sent', receipt: answer.receipt, epoch: answer.epoch, sentAt: new Date(now).toISOString(), tries: 0 })
    case 'refused': {
      const { status, reason, path } = answer
      const refusal = { status, reason, ...(path !== undefined && { path }) }
      return (entry) => (count > 1 ? halved(entry, count) : { ...bare(entry), state: 'refused', refusal, tries: entry.tries + 1 })
    }
    case 'too-large':
      return (entry) =>
        count > 1 ? halved(entry, count) : { ...bare(entry), state: 'refused', refusal: { status: 413, reason: 'too-large' }, tries: entry.tries + 1 }
    case 'overtaken':
      return (entry) => halved(entry, count)
    case 'unreachable':
      return (entry) => later(entry, now)
    case 'failed':
      return (entry) => (count > 1 ? { ...later(entry, now), atMost: Math.ceil(count / 2) } : { ...later(entry, now), aside: true })
    case 'busy':
      return (entry) => later(entry, now, answer.retryAfter * 1000)
    case 'unauthenticated':
      return (entry) => entry
  }
}

function later({ aside: _, ...entry }: Entry, now: number, atLeast = 0): Entry {
  const tries = entry.tries + 1
  return { ...entry, tries, after: now + Math.max(atLeast, waitAfter(tries)) }
}

/** They went together and one of them is at fault: half of them next. */
function halved(entry: Entry, count: number): Entry {
  return { ...entry, tries: 0, atMost: Math.ceil(count / 2) }
}

/** Without what only matters while it waits. */
function bare({ after: _, atMost: __, aside: ___, refusal: ____, ...entry }: Entry): Entry {
  return entry
}

/** What was sent before about the same thing is no longer wanted, not even by a server that is restored. */
function withoutReplaced(entries: readonly Entry[], went: ReadonlySet<string>): Entry[] {
  const newest = entries.filter(({ id, about, state }) => about !== undefined && state === 'sent' && went.has(id))
  const isReplaced = (entry: Entry) =>
    entry.state === 'sent' && newest.some((one) => one.about === entry.about && one.to === entry.to && one.id !== entry.id && one.born > entry.born)
  return entries.filter((entry) => !isReplaced(entry))
}
