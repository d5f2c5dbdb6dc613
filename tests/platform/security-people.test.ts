/** Attacks on accounts and on what guards them (SEC-40, SEC-41, SEC-63; ASVS V2.4.1, V6.3, V14.2.7). */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { networkOf } from '#kernel/network.ts'
import {
  addPerson,
  issueAccountCodes,
  openAccountWithCode,
  personOfSession,
  registerByEmail,
  requestReset,
  resetPassword,
  signIn,
} from '#modules/people/index.ts'
import { rawHandle } from '#platform/db.ts'
import { parseName } from '../../src/modules/people/domain/login.ts'
import { lettersOf } from '../support/mail.ts'
import { signInAndSetUp } from '../support/second-factor.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
let anasToken: string | undefined
const password = 'три кафе и једна вода'
const owner = 'jovan@primer.rs'

beforeAll(async () => {
  app = await testApp()
  await addPerson(app, { email: owner, name: 'Јован Узорак', roles: ['learner'], variant: 'sr-Cyrl', password, sample: false })
  await addPerson(app, { email: 'ana@primer.rs', name: 'Ана Пробић', roles: ['coordinator'], variant: 'sr-Cyrl', password, sample: false })
})
afterAll(() => app.close())

const quarter = 15 * 60_000

async function count(table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(rawHandle(app.db))
  return rows[0]?.n ?? 0
}

async function letters(): Promise<string[]> {
  await app.settle()
  return lettersOf(app.config.dataFolder)
}

const keyIn = (letter = '') => /key=([\w-]{40,})/.exec(letter)?.[1] ?? ''

async function codes(howMany: number): Promise<string[]> {
  anasToken ??= (await signInAndSetUp(app, { login: 'ana@primer.rs', password })).token
  const issued = await issueAccountCodes(app, await personOfSession(app.db, anasToken, app.now()), { count: howMany })
  if (!issued.ok) throw new Error(issued.refusal)
  return issued.value.codes
}

const open = (code: string, userName: string, address = '10.1.0.1') =>
  openAccountWithCode(app, { code, userName, password, name: 'Саша Пример', variant: 'sr-Cyrl', address })

test('nobody learns which user names are taken without a code that is good', async () => {
  const [code = ''] = await codes(1)
  expect((await open(code, 'sasa')).ok).toBe(true)
  expect(await open('AAAA-AAAA-AAAA', 'sasa')).toEqual({ ok: false, refusal: 'code-spent' })
  expect(await open('AAAA-AAAA-AAAA', 'slobodno')).toEqual({ ok: false, refusal: 'code-spent' })
})

test('a class behind one address opens all its accounts with the codes it was given', async () => {
  const outcomes = await Promise.all((await codes(30)).map((code, one) => open(code, `ucesnik-${one}`, '10.2.0.1')))
  expect(outcomes.filter((outcome) => !outcome.ok)).toEqual([])
})

test('who asks for resets in her name neither floods her mailbox nor keeps her out', async () => {
  app.pass(quarter)
  const before = (await letters()).length
  for (let one = 0; one < 30; one++) {
    app.pass(1)
    expect(await requestReset(app, { email: owner, address: `10.3.0.${one}` })).toEqual({ ok: true, value: null })
    await signIn(app, { login: owner, password: 'погрешна лозинка', address: `10.3.0.${one}` })
    if (one % 10 === 0) await app.settle()
  }
  const all = await letters()
  expect(all.length - before).toBeGreaterThan(0)
  expect(all.length - before).toBeLessThanOrEqual(5)
  expect(await signIn(app, { login: owner, password, address: '10.3.1.1' })).toEqual({ ok: false, refusal: 'too-many-tries' })
  expect(await requestReset(app, { email: owner, address: '10.3.1.1' })).toEqual({ ok: true, value: null })
  // Each letter ends the one before; those sent in one moment lie in the folder in any order.
  const entered = []
  for (const letter of all.slice(before)) entered.push(await resetPassword(app, { secret: keyIn(letter), password: 'њена нова лозинка', address: '10.3.2.1' }))
  expect(entered.filter(({ ok }) => ok)).toHaveLength(1)
  expect((await signIn(app, { login: owner, password: 'њена нова лозинка', address: '10.3.1.1' })).ok).toBe(false)
  app.pass(quarter)
  expect((await signIn(app, { login: owner, password: 'њена нова лозинка', address: '10.3.1.1' })).ok).toBe(true)
})

test('a reset is asked for with the same work whether there is such an account or not', async () => {
  app.pass(quarter)
  const told = async (email: string) => {
    const before = await count('fact')
    await requestReset(app, { email, address: '10.4.0.1' })
    return (await count('fact')) - before
  }
  expect(await told('ana@primer.rs')).toBe(1)
  expect(await told('nikoga@nema.rs')).toBe(1)
})

test('no password is hashed for one who has no letter and no code', async () => {
  app.pass(quarter)
  // Hashing takes a salt: who asks for luck here has begun to hash.
  const withoutLuck = { ...app, random: () => expect.unreachable('it hashes') }
  expect(await resetPassword(withoutLuck, { secret: 'izmisljeno', password, address: '10.5.0.1' })).toEqual({ ok: false, refusal: 'link-spent' })
  const given = { code: 'AAAA-AAAA-AAAA', userName: 'neko', password, name: 'Неко', variant: 'sr-Cyrl', address: '10.5.0.1' } as const
  expect(await openAccountWithCode(withoutLuck, given)).toEqual({ ok: false, refusal: 'code-spent' })
})

test('what can be nobody’s login is an answer, never a failure', async () => {
  const noise = Buffer.from(Array.from({ length: 9000 }, (_, at) => 33 + ((at * 7919 + ((at * at) % 61)) % 90))).toString('latin1')
  for (const login of ['a\0', '\0', noise, 'a\u0085b@primer.rs', 'a\u202eb@primer.rs', `${'a'.repeat(300)}@primer.rs`, '']) {
    expect(await signIn(app, { login, password, address: '10.6.0.1' })).toEqual({ ok: false, refusal: 'not-signed-in' })
    expect(await requestReset(app, { email: login, address: '10.6.0.1' })).toEqual({ ok: true, value: null })
    const registered = await registerByEmail(app, { email: login, password, name: 'Неко', variant: 'sr-Cyrl', next: null, address: '10.6.0.1' })
    expect(registered).toEqual({ ok: false, refusal: 'email-malformed' })
  }
})

test('what was typed where the login belongs is kept nowhere', async () => {
  const typed = 'tajna-lozinka-u-pogresnom-polju'
  await signIn(app, { login: typed, password, address: '198.51.100.7' })
  const { rows } = await sql<{ subject: string }>`select subject from secret_check`.execute(rawHandle(app.db))
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.filter(({ subject }) => subject.includes(typed) || subject.includes('198.51'))).toEqual([])
})

test('counts, links and sessions that are over are forgotten by themselves', async () => {
  await requestReset(app, { email: 'ana@primer.rs', address: '10.7.0.1' })
  await letters()
  for (const table of ['secret_check', 'one_time_secret', 'session']) expect(await count(table), table).toBeGreaterThan(0)
  app.pass(100 * 86_400_000)
  await signIn(app, { login: 'nikoga@nema.rs', password, address: '10.7.0.1' })
  expect({ checks: await count('secret_check'), secrets: await count('one_time_secret'), sessions: await count('session') }).toEqual({
    checks: 3,
    secrets: 0,
    sessions: 0,
  })
})

test('all addresses of one IPv6 network count as one', async () => {
  app.pass(quarter)
  const outcomes: string[] = []
  for (let one = 0; one < 104; one++) {
    const tried = await requestReset(app, { email: `n${one}@nema.rs`, address: `2001:db8:1:2:${one.toString(16)}::${one.toString(16)}` })
    outcomes.push(tried.ok ? 'done' : tried.refusal)
  }
  expect(outcomes.filter((outcome) => outcome === 'too-many-tries')).toHaveLength(4)
  expect((await requestReset(app, { email: 'n@nema.rs', address: '2001:db8:1:3::1' })).ok).toBe(true)
})

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:DB8:0:1::1', '2001:db8:0:1::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0db8:0000:0001:9:8:7:6', '2001:db8:0:1::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('the network of %s is %s', (address, network) => expect(networkOf(address)).toBe(network))

test('a name holds no sign that turns the order of a line, and keeps the joiners of Farsi', () => {
  expect(parseName('Ана\u202e Пробић\u2066\u200b\ufeff')).toBe('Ана Пробић')
  expect(parseName('\u202e\u200b')).toBeUndefined()
  expect(parseName('نمونه\u200cای')).toBe('نمونه\u200cای')
  expect(parseName('Ана\r\nBcc: svi@primer.rs')).toBe('Ана Bcc: svi@primer.rs')
})
