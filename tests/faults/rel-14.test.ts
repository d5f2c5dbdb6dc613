/** REL-14: the day of the exam: all start at once, answer all the time, hand in at the end, several times each, while the server is killed. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { rightAnswer } from '../support/test-course.ts'
import { patience, percentile, tellResult, times } from './extent.ts'
import { createLedger, type Fault, hashOf } from './ledger.ts'
import { answer, type Ledgers, type Sending, sendUntilAnswered } from './support/deeds.ts'
import { type ServedCentre, servedCentre } from './support/served-centre.ts'
import type { Taker } from './support/subject.ts'

interface Day {
  readonly centre: ServedCentre
  readonly ledgers: Ledgers
  readonly began: number
  /** All start within the first of these, and hand in within the last. */
  readonly startWithin: number
  readonly lasts: number
  readonly handInWithin: number
  /** Between two answers of one taker. */
  readonly pause: readonly [least: number, most: number]
  readonly starts: number[]
  readonly saves: Sending[]
}

const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString()
const asForm = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' }

/** Posts a form of a page until the page answers. */
async function post(centre: ServedCentre, taker: Taker, path: string, fields: Record<string, string>): Promise<number> {
  for (;;) {
    const answered = await centre.ask(path, { method: 'POST', session: taker.session, headers: asForm, body: form(fields) })
    if (answered && answered.status < 500) return answered.status
    await wait(100)
  }
}

async function take(day: Day, taker: Taker): Promise<void> {
  const { centre, began, lasts, starts } = day
  await wait(Math.random() * day.startWithin)
  const asked = performance.now()
  expect(await post(centre, taker, '/sr/courses/T01/tests/final', { attempt: taker.attempt })).toBe(303)
  starts.push(performance.now() - asked)
  const own = began + lasts - Math.random() * day.handInWithin
  for (let order = 1; performance.now() < own; order++) {
    const item = centre.items[order % centre.items.length] ?? ''
    day.saves.push(await sendUntilAnswered(centre.ask, answer(day.ledgers, taker, { item, order })))
    await wait(day.pause[0] + Math.random() * (day.pause[1] - day.pause[0]))
  }
  const path = `/sr/attempts/${taker.attempt}/review`
  const handed = await Promise.all(Array.from({ length: 5 }, () => post(centre, taker, path, {})))
  // The time may be over already: then it was handed in for her, and the page is another one.
  expect(handed.filter((status) => status !== 303)).toEqual([])
}

interface Graded {
  readonly attempt: string
  readonly points: number
  readonly late: boolean
  readonly right: number
  readonly scored: number
}

/** What was graded, beside what stands in the rows that were graded. */
async function graded(centre: ServedCentre): Promise<Graded[]> {
  const attempts = await centre.rows<Graded & { responses: { item: string; response: unknown }[] }>(`
    select t.id as attempt, t.points, t.handed_in_at > t.due_at as late,
      (select jsonb_agg(jsonb_build_object('item', a.item, 'response', a.response)) from attempt_answer a where a.attempt = t.id) as responses,
      (select count(*)::int from statement s where s.registration = t.id and s.verb like '%/scored') as scored
    from attempt t`)
  const isRight = ({ item, response }: { item: string; response: unknown }) => hashOf(response) === hashOf(rightAnswer(item))
  return attempts.map(({ responses, ...attempt }) => ({ ...attempt, right: responses.filter(isRight).length }))
}

interface DayWish {
  readonly takers: number
  readonly lasts: number
  readonly kills: number
  /** SQL that breaks the centre before the day begins. */
  readonly plant?: string
}

interface Outcome {
  readonly faults: Fault[]
  /** Attempts whose points are not those of the answers that stand, or that were graded other than once and in time. */
  readonly wronglyGraded: Graded[]
  readonly graded: number
  readonly day: Day
}

async function examDay({ takers, lasts, kills, plant }: DayWish): Promise<Outcome> {
  const centre = await servedCentre({ port: 5155, takers, begun: false, course: { minutes: 60 } })
  try {
    if (plant !== undefined) await centre.rows(plant)
    const short = lasts < 20_000
    const day: Day = {
      centre,
      ledgers: { things: createLedger(), places: createLedger() },
      began: performance.now(),
      startWithin: short ? 2000 : 10_000,
      lasts,
      handInWithin: short ? 1000 : 5000,
      pause: short ? [200, 500] : [2000, 5000],
      starts: [],
      saves: [],
    }
    const taking = Promise.all(centre.takers.map((taker) => take(day, taker)))
    for (let kill = 1; kill <= kills; kill++) {
      await wait((lasts / (kills + 1)) * (0.8 + 0.2 * Math.random()))
      await centre.kill()
      await centre.start()
    }
    await taking
    const { things, places } = await centre.kept()
    const faults = [...day.ledgers.things.judgeThings(things), ...day.ledgers.places.judgePlaces(places)]
    const all = await graded(centre)
    return { faults, wronglyGraded: all.filter(({ points, right, scored, late }) => points !== right || scored !== 1 || late), graded: all.length, day }
  } finally {
    await centre.close()
  }
}

test('no answer is lost on the day of the exam, and each attempt is handed in once, with what was saved last', { timeout: patience }, async () => {
  const [takers, lasts, kills] = [times(20, 150, 2000), times(8000, 90_000, 1_800_000), times(1, 5, 30)]
  const { faults, wronglyGraded, graded: count, day } = await examDay({ takers, lasts, kills })
  expect(faults).toEqual([])
  expect(wronglyGraded).toEqual([])
  expect(count).toBe(takers)
  // Told in milliseconds, and never asserted: the machine may be busy with something else.
  const first = day.saves.filter(({ tries }) => tries === 1).map(({ milliseconds }) => milliseconds)
  tellResult('REL-14', {
    takers,
    seconds: lasts / 1000,
    kills,
    'answers saved': day.saves.filter(({ told }) => told === 'kept').length,
    'sent again': day.saves.length - first.length,
    'hand-ins': takers * 5,
    faults: 0,
    'start p95 ms': percentile(day.starts, 0.95),
    'save p99 ms, no kill between': percentile(first, 0.99),
    'save p99 ms, kills and restarts in it': percentile(
      day.saves.map(({ milliseconds }) => milliseconds),
      0.99,
    ),
  })
})

/** All answers but the first are acknowledged and not written, and every attempt is graded with a point too many. */
const plant = `
  create function drops() returns trigger language plpgsql as $$ begin
    if new.sequence > 1 then new.sequence := old.sequence; new.response := old.response; end if; return new; end $$;
  create trigger drops before update on attempt_answer for each row execute function drops();
  create function adds() returns trigger language plpgsql as $$ begin new.points := new.points + 1; return new; end $$;
  create trigger adds before update on attempt for each row when (new.handed_in_at is not null) execute function adds()`

test('a centre that loses answers and grades wrongly is found out', { timeout: patience }, async () => {
  const { faults, wronglyGraded, graded: count } = await examDay({ takers: 4, lasts: 5000, kills: times(0, 1, 1), plant })
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['lost']))
  expect(wronglyGraded).toHaveLength(count)
})
