import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { statementsOf } from '#modules/records/index.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse, testLearner } from '../../../../tests/support/test-course.ts'
import {
  bookmarks,
  courseStateOf,
  type DeviceWork,
  learnerHome,
  noteReadingPlace,
  notesOf,
  progressOf,
  recordUnitRead,
  removeLearningOf,
  saveNote,
  startAttempt,
  takeOverFromDevice,
  toggleBookmark,
} from '../index.ts'

let app: TestApp
let course: Awaited<ReturnType<typeof publishTestCourse>>
beforeAll(async () => {
  app = await testApp()
  course = await publishTestCourse(app)
})
afterAll(() => app.close())

const unit = { course: 'T01', unit: '1-1-prva' }

describe('what a learner keeps', () => {
  test('a note is kept, changed and, when emptied, taken away', async () => {
    const person = await testLearner(app)
    await saveNote(app, { person, ...unit, text: ' прва мисао ' })
    await saveNote(app, { person, ...unit, text: 'друга мисао' })
    expect((await notesOf(app.db, person)).map(({ text }) => text)).toEqual(['друга мисао'])
    await saveNote(app, { person, ...unit, text: '  ' })
    expect(await notesOf(app.db, person)).toEqual([])
    expect(await saveNote(app, { person, ...unit, text: 'x'.repeat(4001) })).toEqual({ ok: false, refusal: 'note-too-long' })
    expect(await saveNote(app, { person, course: '../x', unit: 'y', text: 'z' })).toEqual({ ok: false, refusal: 'no-such-place' })
  })

  test('a bookmark set twice is one, and can be taken away twice', async () => {
    const person = await testLearner(app)
    for (let i = 0; i < 2; i++) await toggleBookmark(app, { person, ...unit, passage: 'tekst', marked: true })
    expect(await bookmarks(app.db, person)).toHaveLength(1)
    for (let i = 0; i < 2; i++) await toggleBookmark(app, { person, ...unit, passage: 'tekst', marked: false })
    expect(await bookmarks(app.db, person)).toEqual([])
  })

  test('reading a unit is recorded once for each id, and moves what comes next', async () => {
    const person = await testLearner(app)
    const id = app.newId()
    expect((await courseStateOf(app, person, course)).next).toEqual({ kind: 'unit', unit: '1-1-prva', first: true })
    await recordUnitRead(app, { person, ...unit, id })
    app.pass(5000)
    await recordUnitRead(app, { person, ...unit, id })
    expect(await statementsOf(app.db, person)).toHaveLength(1)
    expect((await courseStateOf(app, person, course)).next).toEqual({ kind: 'test', test: '1' })
    expect(await recordUnitRead(app, { person, course: 'T01', unit: 'nema', id: app.newId() })).toEqual({ ok: false, refusal: 'no-such-unit' })
  })

  test('reading goes on at the passage where it stopped', async () => {
    const person = await testLearner(app)
    await noteReadingPlace(app, { person, course: 'T01', unit: '2-1-druga', passage: 'tekst' })
    const home = await learnerHome(app, person)
    expect(home.goOn?.next).toEqual({ kind: 'unit', unit: '2-1-druga', first: false })
    expect(home.goOn?.passage).toBe('tekst')
  })

  test('her page is empty at first and shows an attempt under way before all else', async () => {
    const person = await testLearner(app)
    expect(await learnerHome(app, person)).toEqual({ goOn: null, courses: [], nominated: [], due: [] })
    const attempt = app.newId()
    await startAttempt(app, { person, course: 'T01', test: '2', attempt })
    expect((await learnerHome(app, person)).goOn?.next).toEqual({ kind: 'attempt', test: '2', attempt })
  })
})

const at = '2026-11-20T10:00:00.000Z'
const work: DeviceWork = {
  places: [{ course: 'T01', unit: '2-1-druga', passage: 'tekst', at }],
  notes: [{ unit: 'T01/1-1-prva', text: 'са уређаја', at }],
  bookmarks: [
    { key: 'T01/1-1-prva', at },
    { key: 'T01/1-1-prva#tekst', at },
  ],
  answers: [
    { question: 'T01-P001', words: 'a', at },
    { question: 'T01-G001', words: 'b', at },
  ],
  read: [
    { key: 'T01/1-1-prva', at },
    { key: 'T01/nema', at },
  ],
}

describe('work from a device', () => {
  test('is taken over once, however often it is sent, and only as the word of the device', async () => {
    const person = await testLearner(app)
    for (let i = 0; i < 3; i++) expect(await takeOverFromDevice(app, { person, work })).toEqual({ units: 1, answers: 1, notes: 1, bookmarks: 2 })
    const told = await statementsOf(app.db, person)
    expect(told.map(({ authority }) => authority)).toEqual(['device', 'device'])
    expect([...(await progressOf(app, person, course)).units.keys()]).toEqual(['1-1-prva'])
    expect(await notesOf(app.db, person)).toHaveLength(1)
    expect(await bookmarks(app.db, person)).toHaveLength(2)
  })

  test('never takes the place of a note in the account', async () => {
    const person = await testLearner(app)
    await saveNote(app, { person, ...unit, text: 'моја мисао' })
    for (let i = 0; i < 2; i++) await takeOverFromDevice(app, { person, work })
    expect((await notesOf(app.db, person)).map(({ text }) => text)).toEqual(['моја мисао\n\nса уређаја'])
  })

  test('from a clock of another time is left where it is', async () => {
    const person = await testLearner(app)
    const moved = {
      ...work,
      read: [{ key: 'T01/1-1-prva', at: '2031-01-01T00:00:00.000Z' }],
      answers: [{ question: 'T01-P001', words: 'a', at: '1970-01-01T00:00:00.000Z' }],
    }
    expect(await takeOverFromDevice(app, { person, work: moved })).toMatchObject({ units: 0, answers: 0 })
    expect(await statementsOf(app.db, person)).toEqual([])
  })
})

test('taking a person out leaves nothing of hers here, and all of the others', async () => {
  const people: PersonId[] = [await testLearner(app), await testLearner(app)]
  for (const person of people) {
    await startAttempt(app, { person, course: 'T01', test: '1', attempt: app.newId() })
    await saveNote(app, { person, ...unit, text: 'мисао' })
  }
  await app.db.transact((tx) => removeLearningOf(tx, people.slice(0, 1)))
  const counts = await Promise.all(
    people.map(async (person) => [
      (await learnerHome(app, person)).courses.filter(({ next }) => next.kind === 'attempt').length,
      (await notesOf(app.db, person)).length,
    ]),
  )
  expect(counts).toEqual([
    [0, 0],
    [1, 1],
  ])
})
