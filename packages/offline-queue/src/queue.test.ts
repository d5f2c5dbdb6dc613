import { describe, expect, test } from 'vitest'
import { type Answer, append, type Entry, hurry, nextBatch, release, settle, summary, tryAgain, waitAfter, wakeAt } from './index.ts'

const at = (second: number) => new Date(Date.UTC(2026, 10, 23, 10, 0, second)).toISOString()
const entry = (n: number, more: Partial<Entry> = {}): Entry => ({
  id: `e${n}`,
  born: at(n),
  to: 'statements',
  body: n,
  size: 100,
  state: 'waiting',
  tries: 0,
  ...more,
})
const idsOf = (entries: readonly Entry[] | undefined) => entries?.map(({ id }) => id)
const nextOf = (entries: readonly Entry[], now = 0, limits?: { entries: number; bytes: number }) => idsOf(nextBatch(entries, now, limits)?.entries)
const after = (entries: readonly Entry[], answer: Answer, now = 0): Entry[] => {
  const batch = nextBatch(entries, now)
  return batch ? settle(entries, batch, answer, now) : [...entries]
}
const accepted: Answer = { kind: 'accepted', receipt: 100, epoch: 'one', safeBelow: null }
const refused: Answer = { kind: 'refused', status: 400, reason: 'malformed', path: '$.verb' }

describe('what goes next', () => {
  test.each([
    ['the oldest first', [entry(2), entry(1)], ['e1', 'e2']],
    ['one address at a time', [entry(1), entry(2, { to: 'notes' }), entry(3)], ['e1', 'e3']],
    ['notes one by one', [entry(1, { to: 'notes' }), entry(2, { to: 'notes' })], ['e1']],
    ['what waits only', [entry(1, { state: 'sent' }), entry(2, { state: 'refused' }), entry(3)], ['e3']],
    ['nothing before its time', [entry(1, { after: 5 }), entry(2)], undefined],
    ['what stands behind one that failed alone', [entry(1, { after: 5, aside: true }), entry(2)], ['e2']],
    ['no more than the least of them goes with', [entry(1), entry(2, { atMost: 2 }), entry(3)], ['e1', 'e2']],
  ])('is %s', (_, entries, ids) => expect(nextOf(entries)).toEqual(ids))

  test('stays within count and bytes, but one that is too large goes alone', () => {
    const entries = [entry(1), entry(2), entry(3), entry(4, { size: 900 })]
    expect(nextOf(entries, 0, { entries: 2, bytes: 1000 })).toEqual(['e1', 'e2'])
    expect(nextOf(entries, 0, { entries: 9, bytes: 250 })).toEqual(['e1', 'e2'])
    expect(nextOf([entry(4, { size: 900 }), entry(5)], 0, { entries: 9, bytes: 250 })).toEqual(['e4'])
  })

  test('is looked for again when the first may go, or one that stands aside', () => {
    expect(wakeAt([])).toBeNull()
    expect(wakeAt([entry(1, { after: 70 }), entry(2)])).toBe(70)
    expect(wakeAt([entry(1, { after: 70, aside: true }), entry(2, { after: 90 })])).toBe(70)
    expect(wakeAt([entry(1, { after: 70, aside: true }), entry(2)])).toBe(0)
  })
})

describe('an answer', () => {
  test('that accepts leaves the entry here with its receipt', () => {
    expect(after([entry(1, { after: 0, atMost: 1 })], accepted)).toEqual([
      entry(1, { state: 'sent', receipt: 100, epoch: 'one', sentAt: '1970-01-01T00:00:00.000Z' }),
    ])
  })

  test('that something newer is there already takes the entry away, and no other', () => {
    const overtaken: Answer = { kind: 'overtaken' }
    expect(after([entry(1, { to: 'answers' }), entry(2, { to: 'answers' })], overtaken)).toEqual([entry(2, { to: 'answers' })])
    const several = after([entry(1), entry(2)], overtaken)
    expect(nextOf(several)).toEqual(['e1'])
    expect(after(several, overtaken).map(({ id }) => id)).toEqual(['e2'])
  })

  test('that refuses several halves them until the one at fault is alone, and keeps that one with the reason', () => {
    const four = after([entry(1), entry(2), entry(3), entry(4)], refused)
    expect(nextOf(four)).toEqual(['e1', 'e2'])
    const two = after(four, refused)
    expect(nextOf(two)).toEqual(['e1'])
    const one = after(after(two, accepted), refused)
    expect(one[1]).toEqual(entry(2, { state: 'refused', refusal: { status: 400, reason: 'malformed', path: '$.verb' }, tries: 1 }))
    expect(nextOf(one)).toEqual(['e3', 'e4'])
  })

  test('that says too large halves, and refuses what is alone', () => {
    expect(nextOf(after([entry(1), entry(2), entry(3)], { kind: 'too-large' }))).toEqual(['e1', 'e2'])
    expect(after([entry(1)], { kind: 'too-large' })[0]).toMatchObject({ state: 'refused', refusal: { status: 413, reason: 'too-large' } })
  })

  test('that does not come is awaited 5, 10, 20 … 900 seconds, and nobody goes past', () => {
    let entries = [entry(1), entry(2, { to: 'notes' })]
    const waits = Array.from({ length: 10 }, () => {
      const now = wakeAt(entries) ?? 0
      entries = after(entries, { kind: 'unreachable' }, now)
      expect(nextBatch(entries, now)).toBeNull()
      return ((wakeAt(entries) ?? 0) - now) / 1000
    })
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 900, 900])
    expect(waitAfter(1_000_000)).toBe(900_000)
  })

  test('of a server that fails over one lets the others go past it', () => {
    const entries = after([entry(1, { to: 'notes' }), entry(2)], { kind: 'failed' })
    expect(nextOf(entries)).toEqual(['e2'])
    expect(nextOf(entries, 5000)).toEqual(['e1'])
  })

  test('of a busy server says itself how long, and never less than our own pause', () => {
    expect(after([entry(1)], { kind: 'busy', retryAfter: 60 }, 1000)[0]?.after).toBe(61_000)
    expect(after([entry(1)], { kind: 'busy', retryAfter: 0 }, 1000)[0]?.after).toBe(6000)
  })

  test('that asks who it is changes nothing', () => {
    const entries = [entry(1), entry(2)]
    expect(after(entries, { kind: 'unauthenticated' })).toEqual(entries)
  })

  test('leaves alone what another page has settled or its owner has taken away', () => {
    const batch = { to: 'statements', entries: [entry(1), entry(2)] } as const
    const meanwhile = [entry(1, { state: 'sent', receipt: 50, epoch: 'one' })]
    expect(settle(meanwhile, batch, refused, 0)).toEqual(meanwhile)
  })
})

describe('what was sent', () => {
  const sent = (n: number, receipt: number, more: Partial<Entry> = {}) => entry(n, { state: 'sent', receipt, epoch: 'one', ...more })

  test.each([
    ['stays without a backup', { epoch: 'one', safeBelow: null }, ['e1', 'e2', 'e3']],
    ['stays when its receipt is not below that of the backup', { epoch: 'one', safeBelow: 10 }, ['e1', 'e2', 'e3']],
    ['goes when its receipt is below that of the backup', { epoch: 'one', safeBelow: 11 }, ['e2', 'e3']],
  ])('%s', (_, server, ids) => expect(idsOf(release([sent(1, 10), sent(2, 20), entry(3)], server))).toEqual(ids))

  test('waits again when the server was restored, also what its backup might hold', () => {
    const [one, two] = release([sent(1, 10), sent(2, 20, { about: 'x' })], { epoch: 'two', safeBelow: 15 })
    expect(one).toEqual(entry(1))
    expect(two).toEqual(entry(2, { about: 'x' }))
  })

  test.each([at(10), '', '10', Number.NaN, -0.5])('waits again, and keeps its body, when its receipt is none: %j', (receipt) => {
    const old = { ...sent(1, 1), receipt } as unknown as Entry
    expect(release([old], { epoch: 'one', safeBelow: 1_000_000 })).toEqual([entry(1)])
  })

  test('gives way when something newer about the same was accepted', () => {
    const entries = [sent(1, 10, { to: 'notes', about: 'x' }), sent(2, 11, { to: 'notes', about: 'y' }), entry(3, { to: 'notes', about: 'x' })]
    expect(idsOf(after(entries, accepted))).toEqual(['e2', 'e3'])
    const kept = entry(1, { to: 'notes', about: 'x', state: 'refused', refusal: { status: 400, reason: 'no' } })
    expect(idsOf(after([kept, entry(3, { to: 'notes', about: 'x' })], accepted))).toEqual(['e1', 'e3'])
  })
})

describe('by hand', () => {
  test('a person hurries what waits and tries a refused one again, alone', () => {
    expect(hurry([entry(1, { after: 900, tries: 3 })])).toEqual([entry(1, { tries: 3 })])
    const again = tryAgain([entry(1, { state: 'refused', refusal: { status: 400, reason: 'no' }, tries: 4 }), entry(2)], 'e1')
    expect(again[0]).toEqual(entry(1, { atMost: 1 }))
    expect(nextOf(again)).toEqual(['e1'])
  })

  test('the newest deed about one thing replaces those that wait, and a second one of the same id is none', () => {
    const first = append([entry(1, { to: 'notes', about: 'x' }), entry(2, { to: 'place', about: 'x' })], entry(3, { to: 'notes', about: 'x' }))
    expect(idsOf(first)).toEqual(['e2', 'e3'])
    expect(append(first, entry(3, { body: 'other' }))).toEqual(first)
  })

  test('the counts and the moment of the latest sending are told', () => {
    const entries = [entry(1, { state: 'sent', sentAt: at(9) }), entry(2, { state: 'sent', sentAt: at(12) }), entry(3), entry(4, { state: 'refused' })]
    expect(summary(entries)).toEqual({ waiting: 1, sent: 2, refused: 1, lastSent: at(12) })
    expect(summary([])).toEqual({ waiting: 0, sent: 0, refused: 0, lastSent: null })
  })
})
