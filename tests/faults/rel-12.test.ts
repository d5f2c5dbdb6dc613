/** REL-12: the server is restored from a backup while devices hold work that was acknowledged since. */
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AccountStatement } from '@putokaz/xapi'
import { expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { certificatesOf, issueCertificate } from '#modules/certificates/index.ts'
import { handIn, takeInDeviceWork } from '#modules/learning/index.ts'
import type { App } from '#platform/app.ts'
import { makeBackup } from '../../src/backup/make-backup.ts'
import { restoreBackup } from '../../src/backup/restore/restore-backup.ts'
import { allMigrations } from '../../src/migrations.ts'
import { restoreTarget } from '../support/restore-target.ts'
import { takesAlong, workAt } from '../support/taken-along.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { publishTestCourse, testLearner } from '../support/test-course.ts'
import { extent, patience, tellResult, times } from './extent.ts'
import { createLedger, type Fault, type Found, type Ledger } from './ledger.ts'
import { newId } from './support/deeds.ts'
import { type Device, type DeviceWish, device, experienced } from './support/device.ts'
import { aboutToComplete } from './support/learning-life.ts'
import { networkTo } from './support/network.ts'
import { sessionFor } from './support/prepare.ts'

const hour = 3_600_000
const ages = [1, 24, 14 * 24]

interface Holder {
  readonly person: PersonId
  readonly device: Device
}

/** Reads and notes; what the device keeps is told as kept from that moment on (“saved on this device”). */
function works(ledgers: { things: Ledger; places: Ledger }, app: App, holder: Holder, count: number): void {
  for (let i = 0; i < count; i++) {
    const at = app.now()
    const said = experienced(app.activityBase, holder.person, { unit: `1-1-prva-${i}`, at })
    holder.device.does('statements', said, at)
    ledgers.things.sends(said.id, said)('kept')
    const [text, unit] = [`белешка ${newId()}`, `jedinica-${newId()}`]
    holder.device.does('notes', { id: newId(), at: at.toISOString(), course: 'T01', unit, text } as { id: string }, at, `${unit}`)
    ledgers.places.sends(`${holder.person}/${unit}`, text, 1)('kept')
  }
}

async function syncAll(app: App, holders: readonly Holder[], given: { down: number }): Promise<void> {
  const network = networkTo(app)
  for (const { person, device: one } of holders) {
    const session = await sessionFor(app.db, person)
    for (let tries = 0; tries < 50; tries++) {
      if ((await one.sync(network({ session, down: given.down, silent: given.down }), app.now().getTime())) === 'all-sent') break
    }
  }
}

async function keptIn(app: App): Promise<{ things: Found[]; places: (Found & { order: number })[] }> {
  const things = (await app.db.executeSql(`select id, body as content from statement where authority = 'device'`)).rows as Found[]
  const notes = (await app.db.executeSql(`select person || '/' || unit as id, body as content from note`)).rows as Found[]
  return { things, places: notes.map((note) => ({ ...note, order: 1 })) }
}

interface Round {
  readonly faults: Fault[]
  readonly epochsSeen: number
  readonly deeds: number
  readonly heldAfterAll: number
  readonly reusedNumbers: string[]
}

async function restoreRound(age: number, size: { devices: number; deeds: number; clock?: number }, wish: DeviceWish = {}): Promise<Round> {
  const app = await testApp()
  const folder = await mkdtemp(join(tmpdir(), 'putokaz-rel-12-'))
  const target = await restoreTarget()
  try {
    await publishTestCourse(app)
    const ledgers = { things: createLedger(), places: createLedger() }
    const holders: Holder[] = []
    for (let i = 0; i < size.devices; i++) holders.push({ person: await testLearner(app), device: device(wish) })
    const completing = await aboutToComplete(app)
    const each = (count: number) => {
      for (const holder of holders) works(ledgers, app, holder, count)
    }
    each(size.deeds)
    await syncAll(app, holders, { down: 0.2 })
    app.pass(60_000)
    const file = join(folder, 'centre.zip')
    expect((await makeBackup(app, { file, by: 'terminal' })).ok).toBe(true)
    // The clock of the server is set after the backup, ahead or back.
    app.pass(60_000 + (size.clock ?? 0))
    each(size.deeds)
    await syncAll(app, holders, { down: 0.2 })
    const before = await completed(app, completing)
    // Some is on the devices only when the server dies.
    app.pass(age * hour)
    each(2)
    const restored = await restoreBackup({
      db: target.db,
      config: target.config,
      migrations: allMigrations,
      file,
      now: app.now(),
      newEpoch: randomUUID(),
      trust: true,
    })
    expect(restored.ok ? null : restored.refusal).toBe(null)
    const opened = await target.open()
    const again: TestApp = { ...opened, now: app.now, newId: app.newId, pass: app.pass, settle: app.settle }
    try {
      await syncAll(again, holders, { down: 0.2 })
      const { things, places } = await keptIn(again)
      const after = await completed(again, completing)
      const reusedNumbers = after.filter((number) => before.includes(number))
      const faults = [...ledgers.things.judgeThings(things), ...ledgers.places.judgePlaces(places)]
      const held = holders.reduce((sum, holder) => sum + holder.device.entries().length, 0)
      return {
        faults,
        epochsSeen: Math.min(...holders.map((one) => one.device.epochs())),
        deeds: ledgers.things.counts().sent * 2,
        heldAfterAll: held,
        reusedNumbers,
      }
    } finally {
      await opened.jobs.stop()
    }
  } finally {
    await app.close()
    await target.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What she did at the server itself is gone with it: she hands in again, and gets another number. */
async function completed(app: App, { person, attempt }: { person: PersonId; attempt: string }): Promise<string[]> {
  await handIn(app, { person, attempt })
  const { rows } = await app.db.executeSql('select course_version as version from attempt where id = $1', [attempt])
  const issued = await issueCertificate(app, { person, courseVersion: (rows[0] as { version: string }).version })
  expect(issued.ok).toBe(true)
  return (await certificatesOf(app.db, person, app.now())).map(({ number }) => number)
}

test('whatever a device was told is there once after the server was restored, and no number is given again', { timeout: patience }, async () => {
  const size = { devices: times(5, 20, 20), deeds: times(5, 15, 50) }
  const rounds = extent === 'short' ? ages.slice(1, 2) : Array.from({ length: times(1, 6, 60) }, (_, i) => ages[i % ages.length] ?? 1)
  let deeds = 0
  for (const age of rounds) {
    const round = await restoreRound(age, size)
    expect({ ...round, deeds: 0, heldAfterAll: 0 }).toEqual({ faults: [], epochsSeen: 2, deeds: 0, heldAfterAll: 0, reusedNumbers: [] })
    deeds += round.deeds
  }
  tellResult('REL-12', { rounds: rounds.length, devices: size.devices, deeds, 'hours back': [...new Set(rounds)].join(' '), faults: 0 })
})

test.each([-48, 48])('a clock that was set by %d hours after the backup lets no device go of anything too early', { timeout: patience }, async (hours) => {
  const round = await restoreRound(24, { devices: 2, deeds: 4, clock: hours * hour })
  expect({ ...round, deeds: 0, heldAfterAll: 0 }).toEqual({ faults: [], epochsSeen: 2, deeds: 0, heldAfterAll: 0, reusedNumbers: [] })
})

test('a test that was taken along after the backup is graded by the restored server, with the draw it had', { timeout: patience }, async () => {
  const app = await testApp()
  const folder = await mkdtemp(join(tmpdir(), 'putokaz-rel-12-'))
  const target = await restoreTarget()
  try {
    await publishTestCourse(app)
    const person = await testLearner(app)
    const hers = device()
    await hers.sync(networkTo(app)({ session: await sessionFor(app.db, person) }), app.now().getTime())
    const file = join(folder, 'centre.zip')
    expect((await makeBackup(app, { file, by: 'terminal', passphrase: 'планина река облак', withKeys: true })).ok).toBe(true)
    const taken = await takesAlong(app, person)
    const [begun, ...others] = workAt(app, taken)
    hers.does('statements', begun as AccountStatement, app.now())
    await hers.sync(networkTo(app)({ session: await sessionFor(app.db, person) }), app.now().getTime())
    for (const one of others) hers.does('statements', one, app.now())
    const wish = { file, passphrase: 'планина река облак', now: app.now(), newEpoch: randomUUID() }
    expect((await restoreBackup({ db: target.db, config: target.config, migrations: allMigrations, ...wish })).ok).toBe(true)
    const opened = await target.open()
    const again: TestApp = { ...opened, now: app.now, newId: app.newId, pass: app.pass, settle: app.settle }
    try {
      await hers.sync(networkTo(again)({ session: await sessionFor(again.db, person) }), app.now().getTime())
      await takeInDeviceWork(again, { person, attempt: taken.attempt })
      const drawn = 'select points, (select array_agg(item order by place) from attempt_answer where attempt = id) as items from attempt where id = $1'
      const { rows } = await again.db.executeSql(drawn, [taken.attempt])
      expect(rows).toEqual([{ points: 8, items: taken.items.map(({ id }) => id) }])
    } finally {
      await opened.jobs.stop()
    }
  } finally {
    await app.close()
    await target.close()
    await rm(folder, { recursive: true, force: true })
  }
})

test.each<[string, DeviceWish]>([
  ['does not heed another epoch', { hears: () => 'always the same' }],
  ['lets go of everything it was told is sent', { releases: (entries) => entries.filter(({ state }) => state !== 'sent') }],
])('a device that %s is found out', { timeout: patience }, async (_, wish) => {
  const { faults } = await restoreRound(24, { devices: 2, deeds: 3 }, wish)
  expect([...new Set(faults.map(({ kind }) => kind))]).toEqual(['lost'])
})
