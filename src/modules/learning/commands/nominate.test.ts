import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mergePeople, namesOf, restrictPerson, type SignedIn } from '#modules/people/index.ts'
import { addToCentre, institutionA, institutionB, loadSample, unitOfA } from '../../../../tests/support/posted-people.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse } from '../../../../tests/support/test-course.ts'
import { learnerHome } from '../queries/progress.ts'
import { blockedTests, standingIn } from '../queries/standing.ts'
import { testStart } from '../queries/test-start.ts'
import { grantAttempt } from './grant-attempts.ts'
import { handIn } from './hand-in.ts'
import { nominate, withdrawNomination } from './nominate.ts'
import { startAttempt } from './start-attempt.ts'

let app: TestApp
let focal: SignedIn
let ofUnit: SignedIn
let trainer: SignedIn
let hers: SignedIn
let inUnit: SignedIn
let foreign: SignedIn

beforeAll(async () => {
  app = await testApp()
  await loadSample(app)
  await publishTestCourse(app, { attempts: 1 })
  focal = await addToCentre(app, { name: 'Марија Пример', roles: ['focal-point'], scope: institutionA })
  ofUnit = await addToCentre(app, { name: 'Јован Узорак', roles: ['focal-point'], scope: unitOfA })
  trainer = await addToCentre(app, { name: 'Вера Пробић', roles: ['trainer'], scope: institutionA })
  hers = await addToCentre(app, { name: 'Ана Пробић', at: institutionA })
  inUnit = await addToCentre(app, { name: 'Петар Огледни', at: unitOfA })
  foreign = await addToCentre(app, { name: 'Вера Далека', at: institutionB })
})
afterAll(() => app.close())

const nobody = { ok: false, refusal: 'nobody' }
const nominateFor = (by: SignedIn, ...people: SignedIn[]) => nominate(app, { by, course: 'T01', people: people.map(({ id }) => id) })

describe('Nomination', () => {
  test('is told to the person, once, and stands in the log', async () => {
    expect(await nominateFor(focal, hers, inUnit)).toEqual({ ok: true, value: { nominated: 2 } })
    expect(await nominateFor(focal, hers)).toEqual({ ok: true, value: { nominated: 0 } })
    expect((await learnerHome(app, hers.id)).nominated.map(({ code }) => code)).toEqual(['T01'])
    const { rows } = await app.db.executeSql(`select about from audit_entry where deed = 'learning.nominated' and "by" = '${focal.id}'`)
    expect(rows).toHaveLength(2)
  })

  test('reaches nobody of another institution, and then nobody at all', async () => {
    const late = await addToCentre(app, { name: 'Ђорђе Пробић', at: institutionA })
    expect(await nominateFor(focal, late, foreign)).toEqual(nobody)
    expect((await learnerHome(app, late.id)).nominated).toEqual([])
    expect(await nominateFor(ofUnit, hers)).toEqual(nobody)
    expect(await nominateFor(hers, hers)).toEqual(nobody)
  })

  test('reaches her wherever her posting was written for, and nobody whose data are only to be kept', async () => {
    const [stays, goes] = [await addToCentre(app, { name: 'Мила Ђурић' }), await addToCentre(app, { name: 'Mila Đurić', at: institutionA })]
    expect(await nominateFor(focal, stays)).toEqual(nobody)
    expect(await nominateFor(focal, goes)).toEqual({ ok: true, value: { nominated: 1 } })
    await mergePeople(app, { desk: 'terminal', survivor: stays.id, merged: goes.id })
    expect(await withdrawNomination(app, { by: ofUnit, course: 'T01', person: stays.id })).toEqual(nobody)
    expect((await standingIn(app, [stays.id], 'T01')).get(stays.id)).toMatchObject({ nominatedAt: expect.any(Date) })
    expect((await nominateFor(focal, stays)).ok).toBe(true)
    await restrictPerson(app, { person: stays.id, by: focal.id, restricted: true })
    expect(await nominateFor(focal, stays)).toEqual(nobody)
    expect((await namesOf(app.db, 'all')).map(({ id }) => id)).not.toContain(stays.id)
  })

  test('is refused in the same words for somebody foreign and for nobody', async () => {
    expect(await nominate(app, { by: focal, course: 'T01', people: ['01900000-0000-7000-8000-00000000dead'] })).toEqual(nobody)
    expect(await nominate(app, { by: focal, course: 'T01', people: ['1; drop table person'] })).toEqual(nobody)
  })

  test('is taken back by whoever may give it', async () => {
    expect(await withdrawNomination(app, { by: trainer, course: 'T01', person: inUnit.id })).toEqual(nobody)
    expect((await withdrawNomination(app, { by: ofUnit, course: 'T01', person: inUnit.id })).ok).toBe(true)
    expect((await learnerHome(app, inUnit.id)).nominated).toEqual([])
  })
})

describe('One more attempt', () => {
  const grant = (by: SignedIn, person: SignedIn, id = app.newId()) => grantAttempt(app, { by, person: person.id, course: 'T01', test: '1', id })
  const left = async (person: SignedIn) => (await testStart(app, { course: 'T01', test: '1', person: person.id }))?.hers?.left

  test('is not given while there are attempts left', async () => {
    expect(await grant(trainer, hers)).toEqual({ ok: false, refusal: 'attempts-left' })
  })

  test('is given by a trainer of her institution to who failed with all of hers, and only once for one press', async () => {
    const started = await startAttempt(app, { person: hers.id, course: 'T01', test: '1', attempt: app.newId() })
    if (!started.ok) throw new Error(started.refusal)
    await handIn(app, { person: hers.id, attempt: started.value.attempt })
    const course = (await testStart(app, { course: 'T01', test: '1', person: hers.id }))?.course
    if (!course) throw new Error('no course')
    expect(await blockedTests(app, [hers.id, inUnit.id], course)).toEqual([{ person: hers.id, test: '1' }])
    expect(await grant(focal, hers)).toEqual(nobody)
    const id = app.newId()
    expect([await grant(trainer, hers, id), await grant(trainer, hers, id)]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    expect(await left(hers)).toBe(1)
    expect(await blockedTests(app, [hers.id], course)).toEqual([])
    expect((await startAttempt(app, { person: hers.id, course: 'T01', test: '1', attempt: app.newId() })).ok).toBe(true)
  })

  test('is given to nobody of another institution', async () => {
    expect(await grant(trainer, foreign)).toEqual(nobody)
  })
})

test('standing tells days and nothing else', async () => {
  const standing = await standingIn(app, [hers.id, foreign.id], 'T01')
  expect([...standing.keys()]).toEqual([hers.id])
  expect(Object.keys(standing.get(hers.id) ?? {}).toSorted()).toEqual(['nominatedAt', 'startedAt'])
})
