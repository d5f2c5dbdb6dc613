/** REL-29: somebody is erased, an older backup is restored, and her old device sends what it still holds. */
import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { issueCertificate } from '#modules/certificates/index.ts'
import { handIn, saveNote } from '#modules/learning/index.ts'
import { personById } from '#modules/people/index.ts'
import { askErasure, keepPrivacy } from '#modules/reports/index.ts'
import type { App } from '#platform/app.ts'
import { allTables } from '../../src/backup/catalogue.ts'
import { makeBackup } from '../../src/backup/make-backup.ts'
import { restoreBackup } from '../../src/backup/restore/restore-backup.ts'
import { allMigrations } from '../../src/migrations.ts'
import { restoreTarget } from '../support/restore-target.ts'
import { testApp } from '../support/test-app.ts'
import { publishTestCourse } from '../support/test-course.ts'
import { patience, tellResult, times } from './extent.ts'
import { newId } from './support/deeds.ts'
import { device, experienced } from './support/device.ts'
import { aboutToComplete } from './support/learning-life.ts'
import { networkTo } from './support/network.ts'
import { sessionFor } from './support/prepare.ts'

const day = 86_400_000
const canary = 'КАНАРИНАЦ који мора нестати'

interface Round {
  /** Places in which something of the erased was found. */
  readonly found: string[]
  /** What her device was told, and another's that spoke in her name. */
  readonly heard: string[]
  readonly othersStay: boolean
}

/** `obeyed`: the list of the erased, which lies outside the database, is where the restored centre looks for it. */
async function eraseAndRestore(people: number, obeyed: boolean): Promise<Round> {
  const app = await testApp()
  const target = await restoreTarget()
  const folder = await mkdtemp(join(tmpdir(), 'putokaz-rel-29-'))
  try {
    await publishTestCourse(app)
    const erased: PersonId[] = []
    for (let i = 0; i < people; i++) erased.push(await lived(app))
    const [stays, hers] = [await lived(app), erased[0] as PersonId]
    const old = device()
    const network = networkTo(app)
    const session = await sessionFor(app.db, hers)
    works(app, old, hers)
    expect(await old.sync(network({ session }), app.now().getTime())).toBe('all-sent')
    const file = join(folder, 'centre.zip')
    expect((await makeBackup(app, { file, by: 'terminal' })).ok).toBe(true)
    works(app, old, hers)
    for (const person of erased) expect((await askErasure(app, { person, by: person })).ok).toBe(true)
    app.pass(8 * day)
    await keepPrivacy(app)
    await app.jobs.drain(app)
    expect(await traces(app, erased)).toEqual([])
    if (obeyed)
      for (const name of ['erasures.log', 'keys']) await cp(join(app.config.dataFolder, name), join(target.config.dataFolder, name), { recursive: true })
    const request = { db: target.db, config: target.config, migrations: allMigrations, file, now: app.now(), newEpoch: randomUUID(), trust: true }
    expect((await restoreBackup(request)).ok).toBe(true)
    const opened = await target.open()
    const again = { ...opened, now: app.now, newId: app.newId }
    try {
      const found = await traces(again, erased)
      const heard = [await old.sync(networkTo(again)({ session }), app.now().getTime()), await inHerName(again, stays, hers)]
      return { found: [...found, ...(await traces(again, erased))], heard, othersStay: (await personById(again.db, stays)) !== null }
    } finally {
      await opened.jobs.stop()
    }
  } finally {
    await app.close()
    await target.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** With a certificate, a note that must not be met again, and a record. */
async function lived(app: App): Promise<PersonId> {
  const { person, attempt } = await aboutToComplete(app)
  await handIn(app, { person, attempt })
  const { rows } = await app.db.executeSql('select course_version as version from attempt where id = $1', [attempt])
  expect((await issueCertificate(app, { person, courseVersion: (rows[0] as { version: string }).version })).ok).toBe(true)
  await saveNote(app, { person, course: 'T01', unit: '1-1-prva', text: `${canary} ${person}` })
  return person
}

function works(app: App, old: ReturnType<typeof device>, person: PersonId): void {
  const at = app.now()
  old.does('statements', experienced(app.activityBase, person, { unit: '1-1-prva', at }), at)
  const note = { id: newId(), at: at.toISOString(), course: 'T01', unit: '2-1-druga', text: `${canary} ${person}` }
  old.does('notes', note, at)
}

/** Somebody else's device, which knows her id, says something in her name. */
async function inHerName(app: App, other: PersonId, hers: PersonId): Promise<string> {
  const session = await sessionFor(app.db, other)
  const said = experienced(app.activityBase, hers, { unit: '1-1-prva', at: app.now() })
  const answered = await networkTo(app)({ session })('POST', '/xapi/statements', [said])
  return String(answered?.status)
}

/** Tables that hold her words, or her id where more than the deed of erasing is told of her. */
async function traces(app: App, erased: readonly PersonId[]): Promise<string[]> {
  const mayName = /^(audit_|fact$|erasure)/
  const found: string[] = []
  for (const { name } of await allTables(app.db)) {
    const likes = erased.map((person) => (mayName.test(name) ? `%${canary} ${person}%` : `%${person}%`))
    const { rows } = await app.db.executeSql(`select t::text as row from "${name}" t where t::text like any($1)`, [likes])
    if (rows.length > 0) found.push(name)
  }
  return found
}

test('who was erased stays erased, whatever is restored and whatever an old device sends', { timeout: patience }, async () => {
  const rounds = times(1, 10, 200)
  for (let round = 0; round < rounds; round++) expect(await eraseAndRestore(2, true)).toEqual({ found: [], heard: ['signed-out', '403'], othersStay: true })
  tellResult('REL-29', { rounds, erased: rounds * 2, found: 0 })
})

test('a restore without the list of the erased is found out', { timeout: patience }, async () => {
  const { found } = await eraseAndRestore(1, false)
  expect(found).toContain('note')
})
