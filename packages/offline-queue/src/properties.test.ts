import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MadeUpServer, type Weather } from '../test/made-up-server.ts'
import { type Address, append, byBirth, type Entry, hurry, nextBatch, release, settle, wakeAt } from './index.ts'

const deed = fc.record({
  kind: fc.constant('deed' as const),
  to: fc.constantFrom<Address>('statements', 'statements', 'statements', 'answers', 'notes', 'bookmarks', 'place'),
  about: fc.constantFrom(undefined, 'x', 'y'),
  size: fc.integer({ min: 100, max: 60_000 }),
  fate: fc.constantFrom('good', 'good', 'good', 'good', 'bad', 'choking'),
})
const weather = fc.constantFrom<Weather>('fine', 'fine', 'lost', 'unreachable', 'busy', 'failed', 'signed-out')
const step = fc.oneof(
  { weight: 5, arbitrary: deed },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('send' as const), weather }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.nat(1000) }) },
  { weight: 1, arbitrary: fc.constantFrom({ kind: 'back-up' as const }, { kind: 'restore' as const }, { kind: 'hurry' as const }) },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

const limits = { entries: 50, bytes: 256 * 1024 }

/** A device and a server that live through these steps. */
function live(steps: readonly Step[]) {
  const done = steps.flatMap((one, index) => (one.kind === 'deed' ? [{ ...one, id: idOf(index) }] : []))
  const withFate = (fate: string) => new Set(done.filter((one) => one.fate === fate).map(({ id }) => id))
  const server = new MadeUpServer(withFate('bad'), withFate('choking'))
  let entries: Entry[] = []
  let now = 0
  const send = (sky: Weather) => {
    const batch = nextBatch(entries, now, limits)
    if (!batch) return false
    entries = settle(entries, batch, server.take(batch, sky), now)
    return true
  }
  steps.forEach((one, index) => {
    if (one.kind === 'deed') entries = append(entries, entryFrom(one, index))
    else if (one.kind === 'send') send(one.weather)
    else if (one.kind === 'wait') now += one.seconds * 1000
    else if (one.kind === 'back-up') server.backUp()
    else if (one.kind === 'restore') server.restore()
    else entries = hurry(entries)
  })
  return {
    done,
    server,
    entries: () => entries,
    /** Good weather, and time enough for everything that stands aside. */
    settleDown() {
      entries = release(entries, server.itself)
      for (let tries = 0; tries < 500; tries++) {
        now = Math.max(now, wakeAt(entries) ?? now)
        if (!send('fine')) return
      }
    },
  }
}

function idOf(index: number): string {
  return `id-${String(index).padStart(4, '0')}`
}

function entryFrom({ to, about, size }: Extract<Step, { kind: 'deed' }>, index: number): Entry {
  const id = idOf(index)
  const isReplacing = to !== 'statements' && about !== undefined
  return { id, born: new Date(index * 1000).toISOString(), to, body: `body of ${id}`, size, state: 'waiting', tries: 0, ...(isReplacing && { about }) }
}

const lives = fc.array(step, { maxLength: 120 })

describe('whatever the network and the server do', () => {
  test('what was taken in is on the device, or safe with the server, or replaced by what is newer', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { done, server, entries, settleDown } = live(steps)
        settleDown()
        const here = new Map(entries().map((entry) => [entry.id, entry]))
        for (const one of done) {
          const isReplaced =
            one.to !== 'statements' && one.about !== undefined && done.some((two) => two.to === one.to && two.about === one.about && two.id > one.id)
          if (isReplaced) continue
          if (one.fate === 'good') expect(server.stored.get(one.id)).toBe(`body of ${one.id}`)
          else expect(here.get(one.id)?.state).toBe(one.fate === 'bad' ? 'refused' : 'waiting')
        }
      }),
    )
  })

  test('at no moment is a deed in neither place', () => {
    fc.assert(
      fc.property(lives, (steps) => {
        const { done, server, entries } = live(steps)
        const here = new Set(entries().map(({ id }) => id))
        for (const one of done) if (one.to === 'statements') expect(here.has(one.id) || server.stored.has(one.id)).toBe(true)
      }),
    )
  })

  test('entries of one address arrive in the order of their birth when nothing fails alone', () => {
    const calm = fc.array(
      fc.oneof(
        deed.map((one) => ({ ...one, fate: 'good' as const })),
        fc.record({ kind: fc.constant('send' as const), weather: fc.constantFrom<Weather>('fine', 'lost', 'unreachable', 'busy', 'signed-out') }),
        fc.record({ kind: fc.constant('wait' as const), seconds: fc.nat(1000) }),
      ),
      { maxLength: 120 },
    )
    fc.assert(
      fc.property(calm, (steps) => {
        const { server, settleDown } = live(steps)
        settleDown()
        for (const to of ['statements', 'answers', 'notes', 'bookmarks', 'place']) {
          const ids = server.arrivals.filter((one) => one.to === to).map(({ id }) => id)
          expect(ids).toEqual(ids.toSorted())
        }
      }),
    )
  })

  test('a bad one among fifty costs a few sendings more and never the others', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(49), { minLength: 1, maxLength: 3 }), (bad) => {
        const ids = Array.from({ length: 50 }, (_, index) => idOf(index))
        const server = new MadeUpServer(new Set(bad.map(idOf)), new Set())
        let entries = ids.map((_, index) => entryFrom({ kind: 'deed', to: 'statements', about: undefined, size: 500, fate: 'good' }, index))
        let sendings = 0
        for (let batch = nextBatch(entries, 0); batch; batch = nextBatch(entries, 0)) {
          entries = settle(entries, batch, server.take(batch, 'fine'), 0)
          sendings++
        }
        expect(sendings).toBeLessThan(45)
        expect(server.stored.size).toBe(50 - bad.length)
        expect(entries.filter(({ state }) => state === 'refused').map(({ id }) => id)).toEqual(bad.map(idOf).toSorted())
      }),
    )
  })

  test('a batch keeps to its limits and its order', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 1, max: 50 }), fc.integer({ min: 100, max: 300_000 }), (steps, count, bytes) => {
        const batch = nextBatch(live(steps).entries(), 0, { entries: count, bytes })
        if (!batch) return
        expect(batch.entries.length).toBeLessThanOrEqual(count)
        expect(batch.entries.every(({ to, state }) => to === batch.to && state === 'waiting')).toBe(true)
        expect(batch.entries.length === 1 || batch.entries.reduce((sum, { size }) => sum + size, 0) <= bytes).toBe(true)
        expect(batch.entries).toEqual(batch.entries.toSorted(byBirth))
      }),
    )
  })
})
