import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { changeSettings, numberedSettingsNow, writtenSettings } from '#modules/settings/index.ts'
import { lettersOf } from '../../../../tests/support/mail.ts'
import { codeOf, signInAndSetUp, type WithApp } from '../../../../tests/support/second-factor.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import {
  addPerson,
  allPeople,
  changeRole,
  confirmEmail,
  disablePerson,
  finishByCode,
  issueAccountCodes,
  openAccountWithCode,
  personOfSession,
  registerByEmail,
  requestReset,
  resetPassword,
  signIn,
  signOut,
} from '../index.ts'

let app: TestApp
let anasApp: WithApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

const address = '10.0.0.1'
const password = 'три кафе и једна вода'
const register = (email: string, more: object = {}) =>
  registerByEmail(app, { email, password, name: 'Марија Пример', variant: 'sr-Cyrl', next: null, address, ...more })

async function letters(): Promise<string[]> {
  // Files are named by ids, which sort by the moment.
  app.pass(1)
  await app.settle()
  return lettersOf(app.config.dataFolder)
}

const keyIn = (letter: string | undefined) => /key=([\w-]{40,})/.exec(letter ?? '')?.[1] ?? ''

test('an account works only once its e-mail is confirmed, and she is brought back to where she was', async () => {
  expect(await register('Marija@Primer.rs', { next: '/sr/courses/C01/tests/1' })).toEqual({ ok: true, value: null })
  expect((await signIn(app, { login: 'marija@primer.rs', password, address })).ok).toBe(false)
  const letter = (await letters()).at(-1)
  expect(letter).toContain('To: marija@primer.rs')
  const opened = await confirmEmail(app, { secret: keyIn(letter), password, address })
  expect(opened).toMatchObject({ ok: true, value: { next: '/sr/courses/C01/tests/1' } })
  if (opened.ok) expect(await personOfSession(app.db, opened.value.token, app.now())).toMatchObject({ displayName: 'Марија Пример', roles: ['learner'] })
  expect(await confirmEmail(app, { secret: keyIn(letter), password, address })).toEqual({ ok: false, refusal: 'link-spent' })
})

test('registering an address that has an account says the same, and writes to its owner instead', async () => {
  const before = (await letters()).length
  expect(await register('marija@primer.rs', { password: 'сасвим друга лозинка' })).toEqual({ ok: true, value: null })
  const after = await letters()
  expect(after).toHaveLength(before + 1)
  expect(keyIn(after.at(-1))).toBe('')
  expect((await signIn(app, { login: 'marija@primer.rs', password: 'сасвим друга лозинка', address })).ok).toBe(false)
  expect((await signIn(app, { login: 'MARIJA@primer.rs ', password, address })).ok).toBe(true)
})

test('a session ends by signing out, by idling and by its age', async () => {
  const opened = await signIn(app, { login: 'marija@primer.rs', password, address })
  if (!opened.ok) throw new Error('not signed in')
  const { token } = opened.value
  const at = (days: number) => new Date(app.now().getTime() + days * 86_400_000)
  expect(await personOfSession(app.db, token, at(13))).not.toBeNull()
  expect(await personOfSession(app.db, token, at(15))).toBeNull()
  expect(await personOfSession(app.db, `${token}x`, app.now())).toBeNull()
  await signOut(app, token)
  expect(await personOfSession(app.db, token, app.now())).toBeNull()
})

test('a reset ends every other session and works once', async () => {
  const before = await signIn(app, { login: 'marija@primer.rs', password, address })
  await requestReset(app, { email: 'marija@primer.rs', address })
  await requestReset(app, { email: 'nikoga@nema.rs', address })
  const secret = keyIn((await letters()).findLast((letter) => keyIn(letter) !== ''))
  expect(await resetPassword(app, { secret, password: 'kratka', address })).toEqual({ ok: false, refusal: 'password-too-short' })
  expect((await resetPassword(app, { secret, password: 'нова добра лозинка', address })).ok).toBe(true)
  expect(await resetPassword(app, { secret, password: 'још једна лозинка', address })).toEqual({ ok: false, refusal: 'link-spent' })
  if (before.ok) expect(await personOfSession(app.db, before.value.token, app.now())).toBeNull()
  expect((await signIn(app, { login: 'marija@primer.rs', password, address })).ok).toBe(false)
})

test('a stranger has fifteen tries at an account in a quarter of an hour, and the owner gets in afterwards', async () => {
  await addPerson(app, { email: 'jovan@primer.rs', name: 'Јован Узорак', roles: ['learner'], variant: 'sr-Cyrl', password, sample: false })
  const tries = []
  for (let one = 0; one < 22; one++) tries.push(await signIn(app, { login: 'jovan@primer.rs', password: `погрешна лозинка ${one}`, address: `10.1.0.${one}` }))
  expect(tries.filter((outcome) => !outcome.ok && outcome.refusal === 'not-signed-in')).toHaveLength(15)
  expect(await signIn(app, { login: 'jovan@primer.rs', password, address })).toEqual({ ok: false, refusal: 'too-many-tries' })
  app.pass(15 * 60_000)
  expect((await signIn(app, { login: 'jovan@primer.rs', password, address })).ok).toBe(true)
})

test('a printed code opens one account without e-mail, however it is typed', async () => {
  await addPerson(app, { email: 'ana@primer.rs', name: 'Ана Пробић', roles: ['coordinator'], variant: 'sr-Cyrl', password, sample: false })
  anasApp = await signInAndSetUp(app, { login: 'ana@primer.rs', password })
  const ana = await personOfSession(app.db, anasApp.token, app.now())
  expect(await issueAccountCodes(app, null, { count: 1 })).toEqual({ ok: false, refusal: 'not-allowed' })
  const issued = await issueAccountCodes(app, ana, { count: 2 })
  if (!issued.ok) throw new Error(issued.refusal)
  const [code = '', other = ''] = issued.value.codes
  const open = (typed: string, userName: string) =>
    openAccountWithCode(app, { code: typed, userName, password, name: 'Саша Пример', variant: 'sr-Latn', address })
  expect((await open(code.toLowerCase().replaceAll('-', ' '), 'sasa')).ok).toBe(true)
  expect(await open(code, 'sasa2')).toEqual({ ok: false, refusal: 'code-spent' })
  expect(await open(other, 'sasa')).toEqual({ ok: false, refusal: 'user-name-taken' })
  expect((await open(other, 'sasa2')).ok).toBe(true)
  expect((await signIn(app, { login: 'sasa', password, address })).ok).toBe(true)
})

test('a role that is taken and an account that is closed act with the next request', async () => {
  app.pass(30_000)
  const step = await signIn(app, { login: 'ana@primer.rs', password, address })
  if (!step.ok) throw new Error('not signed in')
  const opened = await finishByCode(app, { token: step.value.token, code: codeOf(anasApp.secret, app.now()), address })
  if (!opened.ok) throw new Error('not signed in')
  expect((await personOfSession(app.db, opened.value.token, app.now()))?.roles).toEqual(['coordinator'])
  await changeRole(app, { login: 'ana@primer.rs', role: 'coordinator', grant: false })
  expect((await personOfSession(app.db, opened.value.token, app.now()))?.roles).toEqual([])
  await disablePerson(app, 'ana@primer.rs')
  expect(await personOfSession(app.db, opened.value.token, app.now())).toBeNull()
  expect((await signIn(app, { login: 'ana@primer.rs', password, address })).ok).toBe(false)
})

test('fifty registrations of one address at once make one account', async () => {
  const outcomes = await Promise.all(Array.from({ length: 50 }, (_, one) => register('trka@primer.rs', { address: `10.9.0.${one}` })))
  expect(outcomes.filter((outcome) => outcome.ok).length).toBeGreaterThan(0)
  await app.settle()
  expect((await allPeople(app.db)).filter((one) => one.login === 'trka@primer.rs')).toHaveLength(1)
})

test('who registers somebody else’s address does not get into the account that she confirms', async () => {
  const [hers, his] = ['моја сопствена лозинка', 'лозинка која није њена']
  await register('zrtva@primer.rs', { password: hers })
  await letters()
  await register('zrtva@primer.rs', { password: his, address: '10.66.0.1' })
  const secret = keyIn((await letters()).findLast((letter) => keyIn(letter) !== ''))
  expect(await confirmEmail(app, { secret, password: hers, address })).toEqual({ ok: false, refusal: 'password-not-yours' })
  expect((await signIn(app, { login: 'zrtva@primer.rs', password: his, address })).ok).toBe(false)
  await requestReset(app, { email: 'zrtva@primer.rs', address })
  expect((await resetPassword(app, { secret: keyIn((await letters()).findLast((letter) => keyIn(letter) !== '')), password: hers, address })).ok).toBe(true)
  expect((await signIn(app, { login: 'zrtva@primer.rs', password: his, address })).ok).toBe(false)
  expect((await signIn(app, { login: 'zrtva@primer.rs', password: hers, address })).ok).toBe(true)
})

test('where the centre opens all accounts nobody registers, whoever has the address', async () => {
  const section = async (selfRegistration: readonly string[]) => {
    const { number, body } = await numberedSettingsNow(app)
    const typed = { ...writtenSettings(body), selfRegistration }
    const changed = await changeSettings(app, { section: 'sign-in', typed, by: app.newId() as PersonId, number })
    if (!changed.ok) throw new Error('not changed')
  }
  await section([])
  const closed = { ok: false, refusal: 'registration-closed' }
  for (const email of ['sama@primer.rs', 'marija@primer.rs', 'nije adresa']) expect(await register(email)).toEqual(closed)
  await section(['yes'])
  expect(await register('sama@primer.rs', { address: '10.77.0.1' })).toEqual({ ok: true, value: null })
})

test('no quarter of an hour, whenever it begins, has more than its tries', async () => {
  const login = 'petar@primer.rs'
  await addPerson(app, { email: login, name: 'Петар Огледни', roles: ['learner'], variant: 'sr-Cyrl', password, sample: false })
  app.pass(15 * 60_000 - (app.now().getTime() % (15 * 60_000)) + 14 * 60_000)
  const checked = async (from: number) => {
    const tries = []
    for (let one = 0; one < 20; one++) tries.push(await signIn(app, { login, password: `погрешна лозинка ${one}`, address: `10.${from}.0.${one}` }))
    return tries.filter((outcome) => !outcome.ok && outcome.refusal === 'not-signed-in').length
  }
  expect(await checked(7)).toBe(15)
  // Two minutes later a new quarter of the clock has begun.
  app.pass(2 * 60_000)
  expect(await checked(8)).toBe(0)
  app.pass(13 * 60_000)
  expect(await checked(9)).toBe(15)
})
