import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { lettersOf } from '../../../../tests/support/mail.ts'
import { codeOf, setUpApp, signInAndSetUp, type WithApp } from '../../../../tests/support/second-factor.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import {
  addPerson,
  answerEmailChange,
  askEmailChange,
  changePassword,
  deskPerson,
  dropSecondFactors,
  endOwnOtherSessions,
  endOwnSession,
  finishByCode,
  ownSecurity,
  ownSessions,
  personOfSession,
  proveAgain,
  type Role,
  removeAppOf,
  renewRecoveryCodes,
  requestReset,
  resetPassword,
  sessionNow,
  signIn,
  touchSession,
} from '../index.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())
// Each test has its own quarter of an hour, and its own step of the app's clock.
beforeEach(() => app.pass(15 * 60_000))

const address = '10.0.0.1'
const password = 'три кафе и једна вода'
const minute = 60_000
const hour = 60 * minute

async function person(email: string, roles: Role[] = ['learner']): Promise<PersonId> {
  const added = await addPerson(app, { email, name: 'Ана Пробић', roles, variant: 'sr-Cyrl', password, sample: false })
  if (!added.ok) throw new Error(added.refusal)
  return added.value as PersonId
}

async function enter(login: string, more: { device?: string; address?: string; userAgent?: string } = {}) {
  const entered = await signIn(app, { login, password, address, ...more })
  if (!entered.ok) throw new Error(entered.refusal)
  return entered.value
}

const who = (token: string) => personOfSession(app.db, token, app.now())

/** Signs in with both steps. */
async function enterFully(login: string, { secret }: WithApp, device?: string) {
  app.pass(30_000)
  const step = await enter(login, device === undefined ? {} : { device })
  expect(step.step).toBe('second-factor')
  const opened = await finishByCode(app, { token: step.token, code: codeOf(secret, app.now()), address, ...(device !== undefined && { device }) })
  if (!opened.ok) throw new Error(opened.refusal)
  return opened.value
}

/** All letters that went to an address. */
async function lettersTo(email: string): Promise<string[]> {
  app.pass(1)
  await app.settle()
  return (await lettersOf(app.config.dataFolder)).filter((letter) => letter.includes(`To: ${email}`))
}

const seen = new Set<string>()
/** The key in one of these letters that was in none before: they lie in the folder in any order. */
function keyIn(letters: readonly string[]): string {
  const keys = letters.map((letter) => /key=([\w-]{40,})/.exec(letter)?.[1]).filter((key) => key !== undefined)
  const fresh = keys.find((key) => !seen.has(key)) ?? ''
  seen.add(fresh)
  return fresh
}

test('the rights of a coordinator sleep until she has set up an app, and her session gets a new token then', async () => {
  await person('ana@primer.rs', ['coordinator', 'learner'])
  const entered = await enter('ana@primer.rs')
  expect(await who(entered.token)).toMatchObject({ roles: ['learner'], withheld: ['coordinator'] })
  const { token } = await setUpApp(app, entered.token)
  expect(await who(entered.token)).toBeNull()
  expect(await who(token)).toMatchObject({ withheld: [] })
  expect((await who(token))?.roles).toContain('coordinator')
})

test('who has an app gets no session by her password: the first step opens nothing but the second', async () => {
  const withApp = await signInAndSetUp(app, await made('dva@primer.rs'))
  app.pass(30_000)
  const step = await enter('dva@primer.rs')
  expect(step.step).toBe('second-factor')
  expect(await who(step.token)).toBeNull()
  expect(await finishByCode(app, { token: step.token, code: '000000', address })).toEqual({ ok: false, refusal: 'code-wrong' })
  const opened = await finishByCode(app, { token: step.token, code: codeOf(withApp.secret, app.now()), address })
  expect(opened.ok && (await who(opened.value.token))).toMatchObject({ roles: ['learner'] })
  expect(await finishByCode(app, { token: step.token, code: codeOf(withApp.secret, app.now()), address })).toEqual({ ok: false, refusal: 'step-over' })
})

async function made(login: string, roles: Role[] = ['learner']) {
  await person(login, roles)
  return { login, password }
}

test('of twenty that bring the same code at once one gets in (ASVS V6.5.1)', async () => {
  const { secret } = await signInAndSetUp(app, await made('tri@primer.rs'))
  app.pass(15 * minute)
  const steps = await Promise.all(Array.from({ length: 10 }, () => enter('tri@primer.rs')))
  app.pass(15 * minute)
  // The step of a sign-in lasts ten minutes, so these are over and new ones are needed.
  expect(await finishByCode(app, { token: steps[0]?.token ?? '', code: codeOf(secret, app.now()), address })).toMatchObject({ refusal: 'step-over' })
  const step = await enter('tri@primer.rs')
  const code = codeOf(secret, app.now())
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => finishByCode(app, { token: step.token, code, address })))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a code that was used opens no second sign-in', async () => {
  const withApp = await signInAndSetUp(app, await made('trideset@primer.rs'))
  await enterFully('trideset@primer.rs', withApp)
  const again = await enter('trideset@primer.rs')
  expect((await finishByCode(app, { token: again.token, code: codeOf(withApp.secret, app.now()), address })).ok).toBe(false)
})

test('a code of the step before and after is taken, one of two steps away is not', async () => {
  const { secret } = await signInAndSetUp(app, await made('cetiri@primer.rs'))
  for (const [off, ok] of [
    [-60_000, false],
    [60_000, false],
    [-30_000, true],
    [30_000, true],
  ] as const) {
    app.pass(5 * minute)
    const step = await enter('cetiri@primer.rs')
    const code = codeOf(secret, new Date(app.now().getTime() + off))
    expect((await finishByCode(app, { token: step.token, code, address })).ok).toBe(ok)
  }
})

test('each of ten recovery codes works once, however it is typed, and new ones end the old', async () => {
  const { token, recoveryCodes } = await signInAndSetUp(app, await made('pet@primer.rs'))
  expect(new Set(recoveryCodes).size).toBe(10)
  const [one = '', other = ''] = recoveryCodes
  const by = async (code: string) => finishByCode(app, { token: (await enter('pet@primer.rs')).token, code, address })
  expect((await by(one.toLowerCase().replaceAll('-', ' '))).ok).toBe(true)
  expect((await by(one)).ok).toBe(false)
  const renewed = await renewRecoveryCodes(app, token)
  expect((await by(other)).ok).toBe(false)
  expect(renewed.ok && (await by(renewed.value[0] ?? '')).ok).toBe(true)
  const id = (await who(token))?.id as PersonId
  expect((await ownSecurity(app, id)).recoveryCodes).toBe(9)
})

test('a reset replaces the password, never the second factor (ASVS V6.4.3)', async () => {
  const { secret } = await signInAndSetUp(app, await made('sest@primer.rs'))
  await requestReset(app, { email: 'sest@primer.rs', address })
  const reset = await resetPassword(app, { secret: keyIn(await lettersTo('sest@primer.rs')), password: 'сасвим нова лозинка', address })
  expect(reset).toMatchObject({ ok: true, value: { step: 'second-factor' } })
  if (!reset.ok) return
  expect(await who(reset.value.token)).toBeNull()
  app.pass(30_000)
  expect((await finishByCode(app, { token: reset.value.token, code: codeOf(secret, app.now()), address })).ok).toBe(true)
})

test('what guards an account is changed only by who proved herself a short while ago', async () => {
  const entered = await enter((await made('sedam@primer.rs')).login)
  app.pass(11 * minute)
  expect(await askEmailChange(app, { token: entered.token, email: 'drugo@primer.rs', address })).toEqual({ ok: false, refusal: 'prove-first' })
  expect(await proveAgain(app, { token: entered.token, password: 'погрешна лозинка', address })).toEqual({ ok: false, refusal: 'password-wrong' })
  const proved = await proveAgain(app, { token: entered.token, password, address })
  if (!proved.ok) throw new Error(proved.refusal)
  expect(await who(entered.token)).toBeNull()
  expect(await askEmailChange(app, { token: proved.value.token, email: 'drugo@primer.rs', address })).toEqual({ ok: true, value: null })
})

test('after a rest only the rights of the desk sleep again; a code wakes them', async () => {
  const withApp = await signInAndSetUp(app, await made('osam@primer.rs', ['admin']))
  app.pass(2 * hour - minute)
  expect((await who(withApp.token))?.roles).toEqual(['admin'])
  app.pass(2 * minute)
  expect(await who(withApp.token)).toMatchObject({ roles: [], withheld: ['admin'] })
  await touchSession(app, withApp.token)
  expect(await who(withApp.token)).toMatchObject({ roles: [], withheld: ['admin'] })
  const proved = await proveAgain(app, { token: withApp.token, code: codeOf(withApp.secret, app.now()), address })
  expect(proved.ok && (await who(proved.value.token))?.roles).toEqual(['admin'])
})

test('who works all day shows her second factor anew after twelve hours', async () => {
  const { token } = await signInAndSetUp(app, await made('devet@primer.rs', ['admin']))
  for (let worked = 0; worked < 12; worked++) {
    expect((await who(token))?.roles).toEqual(['admin'])
    app.pass(hour - 1000)
    expect((await sessionNow(app.db, token, app.now()))?.stale).toBe(true)
    await touchSession(app, token)
  }
  app.pass(minute)
  expect((await who(token))?.withheld).toEqual(['admin'])
})

test('a new password ends every other session, tells its owner, and is not among those tried first', async () => {
  await person('deset@primer.rs')
  const [here, there] = [await enter('deset@primer.rs'), await enter('deset@primer.rs')]
  const change = (current: string, wanted: string) => changePassword(app, { token: here.token, current, password: wanted, address })
  expect(await change(password, 'Beograd2026!')).toEqual({ ok: false, refusal: 'password-too-common' })
  expect(await change('погрешна лозинка', 'сасвим нова лозинка')).toEqual({ ok: false, refusal: 'password-wrong' })
  const changed = await change(password, 'сасвим нова лозинка')
  expect([await who(here.token), await who(there.token)]).toEqual([null, null])
  expect(changed.ok && (await who(changed.value.token))).toMatchObject({ displayName: 'Ана Пробић' })
  expect((await lettersTo('deset@primer.rs')).join()).toContain('промењена је лозинка')
})

test('she sees her own sessions, this one first, and ends one or all others; nobody else’s', async () => {
  const id = await person('jedanaest@primer.rs')
  const other = await enter((await made('tudja@primer.rs')).login)
  const here = await enter('jedanaest@primer.rs', { userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' })
  const there = await enter('jedanaest@primer.rs', { address: '203.0.113.7' })
  await enter('jedanaest@primer.rs')
  const seen = await ownSessions(app, id, here.token)
  expect(seen[0]).toMatchObject({ isThisOne: true, browser: 'firefox', system: 'linux' })
  expect(seen.map(({ network }) => network)).toContain('203.0.113.0/24')
  const theirs = (await ownSessions(app, (await who(other.token))?.id as PersonId, other.token))[0]?.id ?? ''
  expect((await endOwnSession(app, { person: id, id: theirs })).ok).toBe(false)
  expect(await who(other.token)).not.toBeNull()
  const remote = seen.find(({ network }) => network === '203.0.113.0/24')?.id ?? ''
  expect((await endOwnSession(app, { person: id, id: remote })).ok).toBe(true)
  expect(await who(there.token)).toBeNull()
  expect(await endOwnOtherSessions(app, { person: id, token: here.token })).toBe(1)
  expect(await ownSessions(app, id, here.token)).toHaveLength(1)
})

test('an address changes when both sides agree; either alone changes nothing, and the old one may stop it', async () => {
  const id = await person('stara@primer.rs')
  const ask = async () => {
    const { token } = await enter('stara@primer.rs')
    expect((await askEmailChange(app, { token, email: 'nova@primer.rs', address })).ok).toBe(true)
    return { fresh: keyIn(await lettersTo('nova@primer.rs')), old: keyIn(await lettersTo('stara@primer.rs')) }
  }
  const answer = (secret: string, side: 'new' | 'old', agree = true) => answerEmailChange(app, { secret, side, agree })
  const first = await ask()
  expect(await answer(first.fresh, 'new')).toEqual({ ok: true, value: 'waits' })
  expect((await ownSecurity(app, id)).email).toBe('stara@primer.rs')
  expect(await answer(first.old, 'old', false)).toEqual({ ok: true, value: 'stopped' })
  app.pass(15 * minute)
  const second = await ask()
  expect(await answer(second.old, 'new')).toEqual({ ok: false, refusal: 'link-spent' })
  expect(await answer(second.old, 'old')).toEqual({ ok: true, value: 'waits' })
  expect(await answer(second.fresh, 'new')).toEqual({ ok: true, value: 'changed' })
  expect(await ownSecurity(app, id)).toMatchObject({ email: 'nova@primer.rs', login: 'nova@primer.rs', wantedEmail: null })
})

test('whoever asks for an address that is somebody’s is told nothing; its owner is', async () => {
  await person('njena@primer.rs')
  const id = await person('radoznao@primer.rs')
  const { token } = await enter('radoznao@primer.rs')
  expect(await askEmailChange(app, { token, email: 'njena@primer.rs', address })).toEqual({ ok: true, value: null })
  const letters = await lettersTo('njena@primer.rs')
  expect(letters).toHaveLength(1)
  expect(keyIn(letters)).toBe('')
  expect((await ownSecurity(app, id)).email).toBe('radoznao@primer.rs')
})

test('without its app an account is as before, and its recovery codes are gone', async () => {
  const { token } = await signInAndSetUp(app, await made('trinaest@primer.rs'))
  const id = (await who(token))?.id as PersonId
  expect((await removeAppOf(app, token)).ok).toBe(true)
  expect(await ownSecurity(app, id)).toMatchObject({ app: false, recoveryCodes: 0 })
  expect((await enter('trinaest@primer.rs')).step).toBe('session')
})

test('who lost everything gets in again after somebody at the terminal dropped her second factors; her sessions end', async () => {
  const { token } = await signInAndSetUp(app, await made('cetrnaest@primer.rs'))
  const id = (await who(token))?.id ?? ''
  const stranger = await who((await enter((await made('cetrnaest-b@primer.rs')).login)).token)
  expect(stranger && (await dropSecondFactors(app, { desk: stranger, person: id }))).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await dropSecondFactors(app, { desk: 'terminal', person: id })).toEqual({ ok: true, value: null })
  expect(await who(token)).toBeNull()
  expect((await enter('cetrnaest@primer.rs')).step).toBe('session')
})

test('an administrator drops the second factors of others with a reason that is noted, and never her own', async () => {
  const desk = await who((await signInAndSetUp(app, await made('osamnaest@primer.rs', ['admin']))).token)
  const { token } = await signInAndSetUp(app, await made('devetnaest@primer.rs'))
  const id = (await who(token))?.id ?? ''
  if (!desk) throw new Error('nobody is signed in')
  expect(await dropSecondFactors(app, { desk, person: desk.id, reason: 'lost' })).toEqual({ ok: false, refusal: 'own-factors' })
  expect((await deskPerson(app, id))?.factors).toMatchObject({ app: true })
  expect(await dropSecondFactors(app, { desk, person: id, reason: 'lost' })).toEqual({ ok: true, value: null })
  expect((await deskPerson(app, id))?.factors).toMatchObject({ app: false, passkeys: 0 })
  expect(await dropSecondFactors(app, { desk, person: id, reason: 'lost' })).toEqual({ ok: false, refusal: 'nothing-to-drop' })
})

test('a letter to a new address is written as its reader reads', async () => {
  const { token, user } = { token: (await signInAndSetUp(app, await made('dvadeset@primer.rs'))).token, user: 'novi-dvadeset@primer.rs' }
  await app.db.executeSql(`update person set variant = 'en' where login = 'dvadeset@primer.rs'`)
  expect(await askEmailChange(app, { token, email: user, address: '198.51.100.20' })).toMatchObject({ ok: true })
  await app.settle()
  expect((await lettersTo(user))[0]).toContain('/en/e-mail-change?side=new')
})

test('a device that is new to her is told to her, the first and a known one are not', async () => {
  const withApp = await signInAndSetUp(app, await made('petnaest@primer.rs'))
  const news = async () => (await lettersTo('petnaest@primer.rs')).filter((letter) => letter.includes('са ког се до сада')).length
  expect(await news()).toBe(0)
  const { device } = await enterFully('petnaest@primer.rs', withApp)
  expect(await news()).toBe(1)
  await enterFully('petnaest@primer.rs', withApp, device.token)
  expect(await news()).toBe(1)
})
