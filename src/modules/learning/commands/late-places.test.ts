import { Hono } from 'hono'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type SignedInPerson, signedInAs } from '../../../../tests/support/signed-in.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { publishTestCourse } from '../../../../tests/support/test-course.ts'
import { bookmarks, learnerHome, learningApi, notesOf, removeLearningOf } from '../index.ts'

let app: TestApp
let ana: SignedInPerson
const routes = new Hono()
beforeAll(async () => {
  app = await testApp()
  await publishTestCourse(app)
  learningApi(app, routes)
})
beforeEach(async () => {
  ana = await signedInAs(app)
})
afterAll(() => app.close())

const unit = { course: 'T01', unit: '1-1-prva' }
const put = async (what: string, body: object, { cookie } = ana) => {
  const said = await routes.request(`/api/v1/learning/${what}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ ...unit, ...body }),
  })
  return said.status
}
/** So many minutes ago, or ahead. */
const ago = (minutes: number) => new Date(app.now().getTime() - minutes * 60_000).toISOString()
const texts = async () => (await notesOf(app.db, ana.person.id)).map(({ text }) => text)

describe('a note that was written without a network', () => {
  test('counts once, however often it is sent', async () => {
    const first = { id: app.newId(), at: ago(60), text: 'прва' }
    expect(await put('notes', first)).toBe(200)
    expect(await put('notes', { id: app.newId(), at: ago(30), text: 'друга' })).toBe(200)
    expect(await put('notes', first)).toBe(200)
    expect(await texts()).toEqual(['друга'])
  })

  test('and comes after a newer one from another device is kept beside it', async () => {
    await put('notes', { id: app.newId(), at: ago(10), text: 'новија' })
    await put('notes', { id: app.newId(), at: ago(90), text: 'старија' })
    expect(await texts()).toEqual(['новија\n\nстарија'])
  })

  test('does not come back when it is sent again after it was taken away', async () => {
    const note = { id: app.newId(), at: ago(60), text: 'мисао' }
    await put('notes', note)
    await put('notes', { id: app.newId(), at: ago(30), text: '' })
    await put('notes', note)
    expect(await texts()).toEqual([])
  })

  test('by a clock that is years ahead does not stand above all that is written later', async () => {
    await put('notes', { id: app.newId(), at: '2038-01-19T03:14:07Z', text: 'из будућности' })
    app.pass(1000)
    await put('notes', { id: app.newId(), at: ago(0), text: 'данас' })
    expect(await texts()).toEqual(['данас'])
  })

  test('under an id that something else has is refused, and changes nothing', async () => {
    const id = app.newId()
    await put('notes', { id, at: ago(5), text: 'моја' })
    expect(await put('notes', { id, at: ago(5), text: 'друга' })).toBe(409)
    const other = await signedInAs(app)
    expect(await put('notes', { id, at: ago(5), text: 'моја' }, other)).toBe(409)
    expect(await texts()).toEqual(['моја'])
    expect(await notesOf(app.db, other.person.id)).toEqual([])
  })

  test.each([{ at: 'јуче' }, { at: '2026-13-45T00:00:00Z' }, { id: 'x' }])('with %o is refused as malformed', async (odd) => {
    expect(await put('notes', { id: app.newId(), at: ago(5), text: 'x', ...odd })).toBe(400)
  })
})

test('a bookmark is as it was last wanted, in whatever order that arrives', async () => {
  const [set, taken] = [
    { id: app.newId(), at: ago(60), marked: true },
    { id: app.newId(), at: ago(30), marked: false },
  ]
  await put('bookmarks', taken)
  await put('bookmarks', set)
  expect(await bookmarks(app.db, ana.person.id)).toEqual([])
  await put('bookmarks', { id: app.newId(), at: ago(10), marked: true })
  await put('bookmarks', taken)
  expect(await bookmarks(app.db, ana.person.id)).toHaveLength(1)
})

test('a place is that of the latest moment', async () => {
  await put('place', { id: app.newId(), at: ago(10), unit: '2-1-druga', passage: 'tekst' })
  await put('place', { id: app.newId(), at: ago(60) })
  expect((await learnerHome(app, ana.person.id)).goOn?.next).toEqual({ kind: 'unit', unit: '2-1-druga', first: false })
})

test('with a person goes what is known of her deeds', async () => {
  await put('notes', { id: app.newId(), at: ago(10), text: 'моја' })
  await app.db.transact((tx) => removeLearningOf(tx, [ana.person.id]))
  const { rows } = await app.db.executeSql(`select 1 from device_deed where person = '${ana.person.id}'`)
  expect(rows).toEqual([])
})
