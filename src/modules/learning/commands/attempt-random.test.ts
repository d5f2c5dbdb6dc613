import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import type { Response } from '#modules/questions/index.ts'
import { statementsOf } from '#modules/records/index.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse, rightAnswer, testLearner, wrongAnswer } from '../../../../tests/support/test-course.ts'
import { type AnswerRow, answersOf, attemptsOf } from '../attempt-store.ts'
import { graceSeconds } from '../domain/attempt.ts'
import { closeOverdue, flagItem, handIn, saveAnswer, startAttempt } from '../index.ts'

let app: TestApp
let marija: PersonId
let jovan: PersonId
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app, { minutes: 10, attempts: 12 })
  ;[marija, jovan] = [await testLearner(app), await testLearner(app)]
})
afterAll(() => app.close())

type Deed =
  | { readonly kind: 'answer'; readonly item: string; readonly right: boolean; readonly sequence: number; readonly by: 'her' | 'other' }
  | { readonly kind: 'flag'; readonly item: string; readonly by: 'her' | 'other' }
  | { readonly kind: 'wait'; readonly seconds: number }
  | { readonly kind: 'hand in'; readonly by: 'her' | 'other' }
  | { readonly kind: 'start' }

const by = fc.constantFrom('her' as const, 'her' as const, 'other' as const)
// Two questions that are drawn always, and one that belongs to no test.
const undrawn = 'T01-G099'
const item = fc.constantFrom('T01-G001', 'T01-G006', undrawn)
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('answer' as const), item, right: fc.boolean(), sequence: fc.integer({ min: 1, max: 4 }), by }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('flag' as const), item, by }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(60, 300, 700) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hand in' as const), by }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'start' as const }) },
)

interface Run {
  attempt: string
  startedAt: number
  isHandedIn: boolean
  readonly kept: Map<string, { sequence: number; response: Response }>
}

async function start(): Promise<Run> {
  await closeAll()
  const started = await startAttempt(app, { person: marija, course: 'T01', test: 'final', attempt: app.newId() })
  if (!started.ok) {
    ;[marija, jovan] = [await testLearner(app), await testLearner(app)]
    return start()
  }
  return { attempt: started.value.attempt, startedAt: app.now().getTime(), isHandedIn: false, kept: new Map() }
}

async function closeAll(): Promise<void> {
  await closeOverdue(app, marija)
  for (const { id, handed_in_at } of await attemptsOf(app.db, marija)) if (!handed_in_at) await handIn(app, { person: marija, attempt: id })
}

async function perform(run: Run, one: Deed): Promise<void> {
  const isOpen = !run.isHandedIn && app.now().getTime() < run.startedAt + (600 + graceSeconds) * 1000
  const person = 'by' in one && one.by === 'other' ? jovan : marija
  if (one.kind === 'wait') app.pass(one.seconds * 1000)
  else if (one.kind === 'start') await startAgain(run)
  else if (one.kind === 'hand in') await handInAs(run, person)
  else if (one.kind === 'answer') await answerAs(run, one, { person, isOpen })
  else {
    const flagged = await flagItem(app, { person, attempt: run.attempt, item: one.item, flagged: true })
    expect(flagged.ok).toBe(isOpen && one.item !== undrawn && person === marija)
  }
}

async function startAgain(run: Run): Promise<void> {
  const started = await startAttempt(app, { person: marija, course: 'T01', test: 'final', attempt: run.attempt })
  expect(started).toEqual({ ok: true, value: { attempt: run.attempt } })
}

async function handInAs(run: Run, person: PersonId): Promise<void> {
  const result = await handIn(app, { person, attempt: run.attempt })
  expect(result.ok).toBe(person === marija)
  run.isHandedIn ||= result.ok
}

async function answerAs(
  run: Run,
  { item: id, right, sequence }: Deed & { kind: 'answer' },
  { person, isOpen }: { person: PersonId; isOpen: boolean },
): Promise<void> {
  const response = id === undrawn ? rightAnswer('T01-G001') : (right ? rightAnswer : wrongAnswer)(id)
  const isNewer = sequence > (run.kept.get(id)?.sequence ?? 0)
  const saved = await saveAnswer(app, { person, attempt: run.attempt, item: id, id: app.newId(), response, sequence })
  expect(saved.ok).toBe(isOpen && id !== undrawn && isNewer && person === marija)
  if (saved.ok) run.kept.set(id, { sequence, response })
}

function expectKept(rows: readonly AnswerRow[], run: Run): void {
  for (const row of rows) {
    const kept = run.kept.get(row.item)
    expect([row.sequence, row.response]).toEqual([kept?.sequence ?? 0, kept?.response ?? null])
  }
}

test('a thousand random courses of events lead to no illegal state', { timeout: 240_000 }, async () => {
  let acknowledged = 0
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 10 }), async (deeds) => {
      const run = await start()
      for (const one of deeds) await perform(run, one)
      const rows = await answersOf(app.db, run.attempt)
      expectKept(rows, run)
      await closeAll()
      const right = [...run.kept].filter(([id, { response }]) => JSON.stringify(response) === JSON.stringify(rightAnswer(id))).length
      const closed = (await attemptsOf(app.db, marija)).find(({ id }) => id === run.attempt)
      expect(closed?.points).toBe(right)
      expect((closed?.handed_in_at?.getTime() ?? Number.POSITIVE_INFINITY) <= run.startedAt + 600_000).toBe(true)
      acknowledged += run.kept.size
    }),
    { numRuns: 1000 },
  )
  expect(acknowledged).toBeGreaterThan(700)
  expect((await statementsOf(app.db, jovan)).length).toBe(0)
})
