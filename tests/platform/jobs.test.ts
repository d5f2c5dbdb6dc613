import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { App } from '#platform/app.ts'
import { writing } from '#platform/db.ts'
import { type Reaction, tell } from '#platform/facts.ts'
import { openJobs } from '#platform/jobs.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let base: TestApp
let app: App
const heard: string[] = []
let failures = 1

const reactions: readonly Reaction[] = [
  { name: 'test.quick', hears: 'test.happened', react: async (_, body) => void heard.push(`quick ${body.what}`) },
  { name: 'test.slow', hears: 'test.happened', slow: true, react: async (_, body) => void heard.push(`slow ${body.what}`) },
  {
    name: 'test.fails-first',
    hears: 'test.fragile',
    react: async () => {
      if (failures-- > 0) throw new Error('not yet')
      heard.push('at last')
    },
  },
]

beforeAll(async () => {
  base = await testApp()
  app = { ...base, jobs: await openJobs(base.db, reactions) }
})
afterAll(async () => {
  await app.jobs.stop()
  await base.close()
})

const happens = (kind: string, what: string) => app.db.transact((tx) => tell(app, tx, [{ kind, body: { what } }]))

test('what happened is heard by each reaction, quick ones first', async () => {
  await happens('test.happened', 'a')
  await happens('test.happened', 'b')
  expect(await app.jobs.drain(app, { quickOnly: true })).toBe(2)
  expect(heard.toSorted()).toEqual(['quick a', 'quick b'])
  expect(await app.jobs.drain(app)).toBe(2)
  expect(heard.slice(2).toSorted()).toEqual(['slow a', 'slow b'])
})

test('what was undone is not heard', async () => {
  const before = heard.length
  const undone = app.db.transact(async (tx) => {
    await tell(app, tx, [{ kind: 'test.happened', body: { what: 'never' } }])
    throw new Error('undo')
  })
  await expect(undone).rejects.toThrow('undo')
  await app.jobs.drain(app)
  expect(heard).toHaveLength(before)
})

test('a reaction that fails is tried again', async () => {
  await happens('test.fragile', 'x')
  await app.jobs.drain(app)
  expect(heard).not.toContain('at last')
  const triedAgain = async () => {
    await app.jobs.drain(app)
    return heard.includes('at last')
  }
  await expect.poll(triedAgain, { timeout: 12_000, interval: 500 }).toBe(true)
})

test('a job that a killed process had taken is given back and done', async () => {
  await happens('test.happened', 'killed')
  const taken = await app.db.transact((tx) =>
    sql`update pgboss.job set state = 'active', started_on = now() - interval '1 hour' where state = 'created' returning id`.execute(writing<unknown>(tx)),
  )
  expect(taken.rows).toHaveLength(2)
  // As if a minute had passed: what was taken is looked after once a minute.
  await app.db.transact((tx) => sql`update pgboss.queue set monitor_on = null, monitor_claim_on = null`.execute(writing<unknown>(tx)))
  const done = async () => {
    await app.jobs.drain(app)
    return heard.filter((one) => one.endsWith('killed')).length
  }
  await expect.poll(done, { timeout: 12_000, interval: 500 }).toBe(2)
})
