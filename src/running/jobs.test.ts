import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import type { Reaction } from '#platform/facts.ts'
import { openJobs } from '#platform/jobs.ts'
import { jobsOverview, listJobs } from '#platform/jobs-overview.ts'
import { actorWith } from '../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../tests/support/test-app.ts'
import { discardParked, retryParked } from './jobs.ts'

let app: TestApp
let broken = true
const reacted: string[] = []
const stumbles: Reaction = {
  name: 'test.stumble',
  hears: 'test.happened',
  react: async (_app, body) => {
    if (broken) throw new Error('the shelf is empty')
    reacted.push(String(body.thing))
  },
}

beforeAll(async () => {
  const opened = await testApp()
  const jobs = await openJobs(opened.db, [stumbles])
  await opened.jobs.stop()
  app = { ...opened, jobs }
})
afterAll(() => app.close())

const admin = actorWith(['admin'], { id: '018f0000-0000-7000-8000-000000000001' as PersonId })

/** Lets the work fail as often as it is tried by itself. */
async function park(thing: string): Promise<void> {
  await app.db.transact((tx) => app.jobs.enqueue(tx, [{ kind: 'test.happened', body: { thing } }]))
  for (let attempt = 0; attempt < 9; attempt++) {
    await app.db.executeSql(`update pgboss.job set start_after = now() where state::text = 'retry'`)
    await app.jobs.drain(app)
  }
}

test('Work that fails again and again is parked with its reason, tried again on request, and can be given up', async () => {
  await park('one')
  await park('two')
  expect(await jobsOverview(app.db)).toMatchObject({ waiting: 0, again: 0, running: 0, parked: 2 })
  const [first, second] = await listJobs(app.db, { most: 10 })
  expect(first).toMatchObject({ state: 'parked', reaction: 'test.stumble', tries: 9, reason: 'the shelf is empty', body: { thing: 'one' } })

  expect(await discardParked(app, { actor: admin, id: second?.id ?? '' })).toMatchObject({ ok: true })
  broken = false
  expect(await retryParked(app, { actor: admin, id: 'all' })).toEqual({ ok: true, value: 1 })
  await app.jobs.drain(app)
  expect(reacted).toEqual(['one'])
  expect(await jobsOverview(app.db)).toMatchObject({ waiting: 0, parked: 0 })
  const noted = await app.db.executeSql(`select deed from audit_entry where deed like 'running.%' order by deed`)
  expect(noted.rows).toEqual([{ deed: 'running.job-discarded' }, { deed: 'running.jobs-retried' }])
})

test('What is not parked is neither retried nor given up', async () => {
  await app.db.transact((tx) => app.jobs.enqueue(tx, [{ kind: 'test.happened', body: { thing: 'three' } }]))
  const [waiting] = await listJobs(app.db, { most: 10 })
  expect(waiting).toMatchObject({ state: 'waiting', tries: 0 })
  expect((await jobsOverview(app.db)).oldestDue).toBeInstanceOf(Date)
  for (const id of [waiting?.id ?? '', 'nothing']) {
    expect(await retryParked(app, { actor: admin, id })).toMatchObject({ ok: false })
    expect(await discardParked(app, { actor: admin, id })).toMatchObject({ ok: false })
  }
  await app.jobs.drain(app)
  expect(reacted).toContain('three')
})
