/** REL-11: five devices of one person, in any order of work, sending, loss and restore, come to the same state. */
import { type Address, append, type Entry, hurry, nextBatch, release, settle } from '@putokaz/offline-queue'
import { type AccountStatement, verbs } from '@putokaz/xapi'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { mergedNote, type NoteText } from '../../src/modules/learning/domain/note.ts'
import { progressFrom, type Told } from '../../src/modules/learning/domain/progress.ts'
import { patience, tellResult, times } from './extent.ts'

const course = 'https://primer.invalid/course'
const devices = 5
const day = 86_400_000

type Step =
  | { readonly do: 'read'; readonly device: number; readonly unit: number }
  | { readonly do: 'note'; readonly device: number; readonly place: number }
  | { readonly do: 'sync'; readonly device: number; readonly lost: boolean; readonly most: number }
  | { readonly do: 'back up' }
  | { readonly do: 'restore' }

const on = fc.integer({ min: 0, max: devices - 1 })
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('read' as const), device: on, unit: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('note' as const), device: on, place: fc.integer({ min: 1, max: 2 }) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('sync' as const), device: on, lost: fc.boolean(), most: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'back up' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restore' as const }) },
)

/** What a server keeps: statements and deeds by their ids, and the notes as the real rule merges them. */
interface Life {
  readonly statements: Map<string, AccountStatement>
  readonly deeds: Set<string>
  readonly notes: Map<string, NoteText>
}

interface NoteBody {
  readonly place: string
  readonly text: string
  readonly at: string
}

type Flaw = 'none' | 'forgets what waits when it is restored' | 'takes what comes again for new' | 'lets the last that comes stand'

class World {
  readonly flaw: Flaw
  now = Date.parse('2026-11-23T09:00:00Z')
  epoch = 1
  safeBelow: number | null = null
  receipts = 0
  life: Life = { statements: new Map(), deeds: new Set(), notes: new Map() }
  backup: Life = this.life
  kept: Entry[][] = Array.from({ length: devices }, () => [])
  readonly born = new Map<string, AccountStatement>()
  readonly newest = new Map<string, NoteText>()
  number = 0

  constructor(flaw: Flaw) {
    this.flaw = flaw
    this.backUp()
  }

  id(): string {
    return `id-${String(++this.number).padStart(6, '0')}`
  }

  /** Clocks of devices are off by days, each by its own. */
  clockOf(device: number): Date {
    return new Date(this.now + (device - 2) * day)
  }

  read(device: number, unit: number): void {
    const timestamp = this.clockOf(device).toISOString()
    const id = this.id()
    const said: AccountStatement = {
      id,
      actor: { account: { homePage: 'https://primer.invalid', name: 'marija' } },
      verb: { id: verbs.experienced },
      object: { id: `${course}/unit/u${unit}` },
      timestamp,
    }
    this.born.set(id, said)
    this.add(device, { id, to: 'statements', body: said, born: timestamp })
  }

  note(device: number, place: number): void {
    const at = new Date(Math.min(this.now, this.clockOf(device).getTime()))
    const id = this.id()
    const text = `текст ${id}`
    const known = this.newest.get(`p${place}`)
    if (!known || at >= known.at) this.newest.set(`p${place}`, { text, at })
    this.add(device, { id, to: 'notes', body: { place: `p${place}`, text, at: at.toISOString() }, born: at.toISOString() }, `p${place}`)
  }

  add(device: number, deed: { id: string; to: Address; body: unknown; born: string }, about?: string): void {
    this.kept[device] = append(this.kept[device] ?? [], { ...deed, size: 100, state: 'waiting', tries: 0, ...(about !== undefined && { about }) })
  }

  sync(device: number, { lost, most }: { lost: boolean; most: number }): void {
    for (let left = most; left > 0; left--) {
      const entries = release(hurry(this.kept[device] ?? []), { epoch: this.epochName, safeBelow: this.safeBelow })
      this.kept[device] = entries
      const batch = nextBatch(entries, this.now)
      if (!batch) return
      for (const entry of batch.entries) this.take(entry)
      this.now += 1000
      const answer = lost
        ? ({ kind: 'unreachable' } as const)
        : ({ kind: 'accepted', receipt: ++this.receipts, epoch: this.epochName, safeBelow: this.safeBelow } as const)
      this.kept[device] = settle(entries, batch, answer, this.now)
      if (lost) return
    }
  }

  get epochName(): string {
    return String(this.epoch)
  }

  take({ id, to, body }: Entry): void {
    const { statements, deeds, notes } = this.life
    if (deeds.has(id)) return
    deeds.add(id)
    if (to === 'statements') {
      const said = body as AccountStatement
      statements.set(this.flaw === 'takes what comes again for new' ? `${id}-${statements.size}` : id, said)
      if (this.flaw === 'takes what comes again for new') deeds.delete(id)
      return
    }
    const { place, text, at } = body as NoteBody
    const arriving = { text, at: new Date(at) }
    notes.set(place, this.flaw === 'lets the last that comes stand' ? arriving : mergedNote(notes.get(place), arriving))
  }

  backUp(): void {
    this.safeBelow = ++this.receipts
    this.backup = copied(this.life)
  }

  restore(): void {
    this.life = copied(this.backup)
    this.epoch++
    if (this.flaw === 'forgets what waits when it is restored') this.kept = this.kept.map((entries) => entries.filter(({ state }) => state !== 'sent'))
  }

  perform(one: Step): void {
    this.now += 60_000
    if (one.do === 'read') this.read(one.device, one.unit)
    else if (one.do === 'note') this.note(one.device, one.place)
    else if (one.do === 'sync') this.sync(one.device, one)
    else if (one.do === 'back up') this.backUp()
    else this.restore()
  }
}

function copied({ statements, deeds, notes }: Life): Life {
  return { statements: new Map(statements), deeds: new Set(deeds), notes: new Map(notes) }
}

const told = (statements: Iterable<AccountStatement>): Told[] => [...statements].map((statement) => ({ statement, authority: 'device' }))
const shown = (statements: Iterable<AccountStatement>) => {
  const { units, lastUnit } = progressFrom(told(statements), course)
  return { units: Object.fromEntries([...units].toSorted()), lastUnit }
}

/** Everything that is wrong once all devices have sent all they have. */
function wrongAfter(steps: readonly Step[], flaw: Flaw): string[] {
  const world = new World(flaw)
  for (const one of steps) world.perform(one)
  for (let round = 0; round < 3; round++) for (let device = 0; device < devices; device++) world.sync(device, { lost: false, most: 200 })
  const { statements, notes } = world.life
  const wrong: string[] = []
  const missing = [...world.born.keys()].filter((id) => ![...statements.values()].some((said) => said.id === id))
  if (missing.length > 0) wrong.push(`lost: ${missing.join(' ')}`)
  if (statements.size > world.born.size) wrong.push('doubled')
  const server = shown(statements.values())
  // A device folds what it has itself and what it hears: in its own order, and some of it twice.
  for (let device = 0; device < devices; device++) {
    const own = (world.kept[device] ?? []).filter(({ to }) => to === 'statements').map(({ body }) => body as AccountStatement)
    const seen = shown([...own, ...[...statements.values()].toReversed(), ...own])
    if (JSON.stringify(seen) !== JSON.stringify(server)) wrong.push(`device ${device} sees something else`)
  }
  if (JSON.stringify(shown(world.born.values())) !== JSON.stringify(server)) wrong.push('the server sees something else than what was done')
  for (const [place, { text }] of world.newest) if (!notes.get(place)?.text.includes(text)) wrong.push(`the newest note of ${place} is gone`)
  return wrong
}

const schedules = fc.array(step, { minLength: 40, maxLength: 40 })

test('any schedule of five devices ends in one state, with everything in it once', { timeout: patience }, () => {
  const numRuns = times(100, 500, 50_000)
  fc.assert(
    fc.property(schedules, (steps) => {
      expect(wrongAfter(steps, 'none')).toEqual([])
    }),
    { numRuns },
  )
  tellResult('REL-11', { schedules: numRuns, steps: 40, devices, faults: 0 })
})

describe('a world', () => {
  test.each(['forgets what waits when it is restored', 'takes what comes again for new', 'lets the last that comes stand'] as const)(
    'that %s is found out, by few steps',
    (flaw) => {
      const found = fc.check(
        fc.property(fc.array(step, { maxLength: 40 }), (steps) => wrongAfter(steps, flaw).length === 0),
        { numRuns: 300 },
      )
      expect(found.failed).toBe(true)
      expect(found.counterexample?.[0].length).toBeLessThanOrEqual(6)
    },
  )
})
