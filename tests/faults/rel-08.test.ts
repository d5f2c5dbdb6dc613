/** REL-08: clocks are wrong: the server's jumps, a device's is off by days or decades, and nights have 23 or 25 hours. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { handIn, saveAnswer, saveNote, startAttempt } from '#modules/learning/index.ts'
import { personOfSession } from '#modules/people/index.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { publishTestCourse, rightAnswer, testLearner } from '../support/test-course.ts'
import { tellResult } from './extent.ts'
import { newId } from './support/deeds.ts'
import { device, experienced } from './support/device.ts'
import { networkTo } from './support/network.ts'
import { sessionFor } from './support/prepare.ts'

const [minute, hour] = [60_000, 3_600_000]
let app: TestApp
let cases = 0
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app, { minutes: 60, attempts: 50 })
})
afterAll(async () => {
  tellResult('REL-08', { cases, faults: 0 })
  await app.close()
})

interface Sitting {
  readonly person: PersonId
  readonly attempt: string
}

async function sits(): Promise<Sitting> {
  const [person, attempt] = [await testLearner(app), newId()]
  expect((await startAttempt(app, { person, course: 'T01', test: 'final', attempt })).ok).toBe(true)
  return { person, attempt }
}

const save = ({ person, attempt }: Sitting, item: string, sequence: number) =>
  saveAnswer(app, { person, attempt, item, id: newId(), response: rightAnswer(item), sequence })

interface AttemptTimes {
  readonly started: number
  readonly due: number
  readonly handed: number | null
  readonly points: number
}

async function timesOf({ attempt }: Sitting): Promise<AttemptTimes> {
  const ms = (column: string) => `extract(epoch from ${column})::float8 * 1000`
  const { rows } = await app.db.executeSql(
    `select ${ms('started_at')} as started, ${ms('due_at')} as due, ${ms('handed_in_at')} as handed, points from attempt where id = $1`,
    [attempt],
  )
  return rows[0] as AttemptTimes
}

const steps = [2 * hour, -2 * hour, 24 * hour, -24 * hour]

describe('the clock of the server jumps in the middle of a test', () => {
  test.each(steps.flatMap((by) => [[by / hour, 1] as const, [by / hour, 59] as const]))('by %d h, %d minutes after its start', async (hours, after) => {
    cases++
    const sitting = await sits()
    const before = await timesOf(sitting)
    expect((await save(sitting, 'T01-G001', 1)).ok).toBe(true)
    app.pass(after * minute)
    app.pass(hours * hour)
    const later = await save(sitting, 'T01-G002', 1)
    // Ahead the time is over, and what was saved counts; back she goes on, and never loses what she has.
    expect(later.ok).toBe(hours < 0)
    const handed = await handIn(app, sitting)
    expect(handed).toMatchObject({ ok: true, value: { points: later.ok ? 2 : 1 } })
    const then = await timesOf(sitting)
    expect(then.due).toBe(before.due)
    expect(then.handed ?? Number.POSITIVE_INFINITY).toBeLessThanOrEqual(then.due)
    app.pass(-hours * hour)
    expect(await handIn(app, sitting)).toEqual(handed)
    expect((await save(sitting, 'T01-G003', 1)).ok).toBe(false)
  })

  test.each(steps)('a session and what is written by it stay sane (%d ms)', async (by) => {
    cases++
    const person = await testLearner(app)
    await app.db.executeSql(`delete from session where person = $1`, [person])
    const session = await sessionFor(app.db, person)
    await app.db.executeSql(`update session set created_at = $2, last_seen_at = $2, expires_at = $2::timestamptz + interval '30 days' where person = $1`, [
      person,
      app.now(),
    ])
    const isHers = async () => (await personOfSession(app.db, session, app.now()))?.id === person
    expect(await isHers()).toBe(true)
    app.pass(by)
    await saveNote(app, { person, course: 'T01', unit: '1-1-prva', text: 'за време скока', at: app.now().toISOString(), id: newId() })
    app.pass(-by)
    expect(await isHers()).toBe(true)
  })
})

describe('the clock of a device', () => {
  const clocks = [
    ['30 days behind', () => new Date(app.now().getTime() - 30 * 24 * hour)],
    ['30 days ahead', () => new Date(app.now().getTime() + 30 * 24 * hour)],
    ['in 1970', () => new Date('1970-01-01T00:00:01.000Z')],
    ['in 2038', () => new Date('2038-01-19T03:14:08.000Z')],
  ] as const

  test.each(clocks)('is %s: what it says is kept under its own time, and a later word stands', async (_, clock) => {
    cases++
    const person = await testLearner(app)
    const network = networkTo(app)({ session: await sessionFor(app.db, person) })
    const wrong = device()
    const said = experienced(app.activityBase, person, { unit: '1-1-prva', at: clock() })
    wrong.does('statements', said, clock())
    wrong.does('notes', { id: newId(), at: clock().toISOString(), course: 'T01', unit: 'u', text: 'са погрешним сатом' } as { id: string }, clock())
    expect(await wrong.sync(network, app.now().getTime())).toBe('all-sent')
    expect(wrong.entries().filter(({ state }) => state !== 'sent')).toEqual([])
    app.pass(minute)
    await saveNote(app, { person, course: 'T01', unit: 'u', text: 'касније', id: newId(), at: app.now().toISOString() })
    const { rows } = await app.db.executeSql(`select body->>'timestamp' as at, stored <= $2 as now from statement where id = $1`, [said.id, app.now()])
    expect(rows).toEqual([{ at: said.timestamp, now: true }])
    const notes = await app.db.executeSql(`select body from note where person = $1`, [person])
    expect(notes.rows).toEqual([{ body: 'касније' }])
  })
})

describe('a night of 23 or 25 hours in Belgrade', () => {
  const nights = ['2027-03-28', '2027-10-31']
  test.each(
    nights.flatMap(
      (day) =>
        [
          [day, 0],
          [day, 1],
        ] as const,
    ),
  )('on %s, %d hours after midnight in UTC, a test of an hour lasts an hour', async (day, hours) => {
    cases++
    const from = Date.parse(`${day}T00:30:00Z`) + hours * hour - app.now().getTime()
    app.pass(from)
    const sitting = await sits()
    const { started, due } = await timesOf(sitting)
    expect(due - started).toBe(hour)
    app.pass(59 * minute)
    expect((await save(sitting, 'T01-G001', 1)).ok).toBe(true)
    app.pass(2 * minute)
    expect((await save(sitting, 'T01-G002', 1)).ok).toBe(false)
    expect(await handIn(app, sitting)).toMatchObject({ ok: true, value: { points: 1 } })
  })
})
