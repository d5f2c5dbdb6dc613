/** REL-02: each command fails at each statement of SQL that it sends, before and after, in four ways. */
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { App } from '#platform/app.ts'
import { writing } from '#platform/db.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { publishTestCourse } from '../support/test-course.ts'
import { extent, patience, tellResult, times } from './extent.ts'
import { type Command, commands, type Ready } from './support/commands.ts'
import { type Action, actions, failingDatabase, type Point, pointsOf } from './support/failpoints.ts'

interface PlantedTables {
  planted: { id: string; half: number }
}

let app: TestApp
let connection: pg.ClientConfig
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app)
  const { rows } = await app.db.executeSql('select current_database() as database')
  connection = { ...inject('postgres'), ...(rows[0] as { database: string }) }
  await app.db.executeSql('create table planted (id uuid, half integer)')
})
afterAll(() => app.close())

/** What is wrong after a command failed at a point and was repeated; undefined when nothing is. */
type Wrong = 'half' | 'told but not kept' | 'repeat refused' | 'doubled or missing' | 'not reached'

async function failAt(command: Command, point: Point, action: Action): Promise<Wrong | undefined> {
  const ready = await command.ready(app)
  const failing = failingDatabase(connection, { ...point, action, meanwhile: () => ready.act(app) })
  try {
    const told = await toldIn(ready.act({ ...app, db: failing.db }), failing.ended)
    const after = await whatIsThere(ready)
    if (told && after !== 'whole') return 'told but not kept'
    await failing.others()
    if (!failing.fired()) return 'not reached'
    if (after === 'half' && !command.inSteps) return 'half'
    if (!(await ready.act(app))) return 'repeat refused'
    return (await whatIsThere(ready)) === 'whole' ? undefined : 'doubled or missing'
  } finally {
    await failing.close()
  }
}

/** A process that ended tells nobody anything. */
async function toldIn(acting: Promise<boolean>, ended: Promise<void>): Promise<boolean> {
  const told = acting.catch(() => false)
  return Promise.race([told, ended.then(untilQuiet)])
}

/** The database notices that a client is gone when it next reads or writes; until then its locks stand. */
async function untilQuiet(): Promise<false> {
  for (let left = 200; left > 0; left--) {
    const { rows } = await app.db.executeSql(`select from pg_stat_activity where datname = current_database() and state like '%in transaction%'`)
    if (rows.length === 0) return false
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return false
}

async function whatIsThere(ready: Ready): Promise<'nothing' | 'whole' | 'half'> {
  const found = await ready.look()
  if (found.every((count) => count === 0)) return 'nothing'
  return found.join() === ready.whole.join() ? 'whole' : 'half'
}

/** Every point of a command as it goes when nothing fails, begin and commit included. */
async function pointsIn(command: Command): Promise<Point[]> {
  const ready = await command.ready(app)
  const counting = failingDatabase(connection)
  expect(await ready.act({ ...app, db: counting.db } satisfies App)).toBe(true)
  expect(await ready.look()).toEqual(ready.whole)
  await counting.close()
  return pointsOf(counting.statements.length)
}

describe('a command that fails anywhere has happened wholly or not at all, and once when it is repeated', () => {
  test.each(commands)('$name', { timeout: patience }, async (command) => {
    const all = await pointsIn(command)
    const points = command.costly && extent === 'short' ? all.filter((_, index) => index % 5 === 0) : all
    const repeats = command.costly ? times(1, 1, 10) : times(1, 3, 30)
    const wrong: string[] = []
    let rounds = 0
    for (const [index, point] of points.entries()) {
      for (const action of extent === 'short' ? [actions[index % actions.length] ?? 'throw'] : actions) {
        for (let round = 0; round < repeats; round++, rounds++) {
          const found = await failAt(command, point, action)
          if (found) wrong.push(`${point.when} ${point.at}, ${action}: ${found}`)
        }
      }
    }
    expect(wrong).toEqual([])
    tellResult('REL-02', { command: command.name, points: points.length, rounds, faults: wrong.length })
  })
})

/** Commands that are broken on purpose, each with what must be found. */
const insert = (on: App, id: string, halves: number[]) =>
  on.db.transact((tx) =>
    writing<PlantedTables>(tx)
      .insertInto('planted')
      .values(halves.map((half) => ({ id, half })))
      .execute(),
  )
const broken = [
  { what: 'has two transactions', expected: 'half', write: async (on: App, id: string) => [await insert(on, id, [1]), await insert(on, id, [2])] },
  { what: 'does not know its id again', expected: 'doubled or missing', write: (on: App, id: string) => insert(on, id, [1, 2]) },
  {
    what: 'answers before it commits',
    expected: 'told but not kept',
    write: async (on: App, id: string) => void insert(on, id, [1, 2]).catch(() => undefined),
  },
]

function planted(write: (on: App, id: string) => Promise<unknown>): Command {
  return {
    name: 'planted',
    async ready() {
      const id = app.newId()
      const act = async (on: App) => {
        await write(on, id)
        return true
      }
      const look = async () => [(await app.db.executeSql('select id from planted where id = $1', [id])).rows.length]
      return { act, look, whole: [2] }
    },
  }
}

test.each(broken)('a command that $what is found out', async ({ write, expected }) => {
  const found = new Set<string | undefined>()
  for (const point of pointsOf(6)) for (const action of actions) found.add(await failAt(planted(write), point, action))
  expect([...found]).toContain(expected)
})
