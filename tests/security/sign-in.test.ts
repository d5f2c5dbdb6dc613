/**
 * Signing in under attack: brute force (SEC-40), probing for accounts (SEC-41), sessions (SEC-42), and what comes before the second
 * factor (SEC-43). By commands on a real database, where ten thousand tries and a clock that moves cost little.
 */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import {
  addPerson,
  changePassword,
  changeRole,
  confirmApp,
  confirmEmail,
  disablePerson,
  endOwnOtherSessions,
  endOwnSession,
  finishByCode,
  mintConfirmation,
  mintReset,
  ownSessions,
  personOfSession,
  proveAgain,
  type Role,
  registerByEmail,
  requestReset,
  resetPassword,
  signIn,
  signOut,
} from '#modules/people/index.ts'
import { rawHandle } from '#platform/db.ts'
import { codeOf, setUpApp, signInAndSetUp } from '../support/second-factor.ts'
import { type TestApp, testApp } from '../support/test-app.ts'
import { times } from './extent.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())
const minute = 60_000
const day = 24 * 60 * minute
beforeEach(() => app.pass(15 * minute))

const password = 'три кафе и једна вода'
const wrong = 'сасвим погрешна лозинка'
const home = '192.0.2.10'
let people = 0

async function someone(roles: Role[] = ['learner']): Promise<{ id: PersonId; login: string; password: string }> {
  const login = `osoba-${++people}@primer.rs`
  const added = await addPerson(app, { email: login, name: 'Јован Узорак', roles, variant: 'sr-Cyrl', password, sample: false })
  if (!added.ok) throw new Error(added.refusal)
  return { id: added.value as PersonId, login, password }
}

async function enter(login: string, more: { address?: string; device?: string } = {}) {
  const entered = await signIn(app, { login, password, address: home, ...more })
  if (!entered.ok) throw new Error(entered.refusal)
  return entered.value
}

const who = (token: string) => personOfSession(app.db, token, app.now())

async function rows(table: string): Promise<number> {
  const { rows: found } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(rawHandle(app.db))
  return found[0]?.n ?? 0
}

describe('Ten thousand tries at one account (SEC-40)', () => {
  const tries = times(10_000, 300)

  interface Attacked {
    readonly login: string
    readonly id: PersonId
    /** One try at the secret of this account, from this address. */
    readonly attempt: (address: string, one: number) => Promise<{ ok: boolean; refusal?: string }>
  }

  const paths: Record<string, () => Promise<Attacked>> = {
    'the password at the sign-in': async () => {
      const { login, id } = await someone()
      return { login, id, attempt: (address, one) => signIn(app, { login, password: `${wrong} ${one}`, address }) }
    },
    'a code at the second step': async () => {
      const { login, id } = await someone()
      await signInAndSetUp(app, { login, password }, home)
      app.pass(15 * minute)
      const { token } = await enter(login, { address: '198.51.100.1' })
      return { login, id, attempt: (address, one) => finishByCode(app, { token, code: String(one).padStart(6, '0'), address }) }
    },
    'a recovery code at the second step': async () => {
      const { login, id } = await someone()
      await signInAndSetUp(app, { login, password }, home)
      app.pass(15 * minute)
      const { token } = await enter(login, { address: '198.51.100.1' })
      return { login, id, attempt: (address, one) => finishByCode(app, { token, code: `AAAA-AAAA-${String(one).padStart(4, '2')}`, address }) }
    },
    'the current password of a session that was left open': async () => {
      const { login, id } = await someone()
      const { token } = await enter(login)
      return { login, id, attempt: (address, one) => changePassword(app, { token, current: `${wrong} ${one}`, password: 'сасвим нова лозинка', address }) }
    },
    'the proof that it is still she': async () => {
      const { login, id } = await someone()
      const { token } = await enter(login)
      return { login, id, attempt: (address, one) => proveAgain(app, { token, password: `${wrong} ${one}`, address }) }
    },
    'the password beside a letter of confirmation': async () => {
      const { login, id } = await someone()
      const minted = await mintConfirmation(app, id, null)
      const secret = minted?.secret ?? ''
      return { login, id, attempt: (address, one) => confirmEmail(app, { secret, password: `${wrong} ${one}`, address }) }
    },
  }

  it.each(
    Object.keys(paths).flatMap(
      (path) =>
        [
          [path, 1],
          [path, 1000],
        ] as const,
    ),
  )('on %s, from %i addresses: at most twenty are checked, and few lines are written', async (path, addresses) => {
    const attacked = await paths[path]?.()
    if (!attacked) throw new Error(path)
    const before = await rows('audit_entry')
    let checked = 0
    for (let one = 0; one < tries; one += 50) {
      const at = (step: number) => `203.${((one + step) % addresses) >> 8}.113.${((one + step) % addresses) & 255}`
      const outcomes = await Promise.all(Array.from({ length: 50 }, (_, step) => attacked.attempt(at(step), one + step)))
      expect(outcomes.some(({ ok }) => ok)).toBe(false)
      checked += outcomes.filter(({ refusal }) => refusal !== 'too-many-tries').length
    }
    expect(checked).toBeGreaterThan(0)
    expect(checked).toBeLessThanOrEqual(20)
    expect((await rows('audit_entry')) - before).toBeLessThanOrEqual(10)
  })

  it('leaves the owner her way in: on her known device, and by letter', async () => {
    const { login, id } = await someone()
    const first = await enter(login)
    if (first.step !== 'session') throw new Error('a second step was asked for')
    await Promise.all(Array.from({ length: 200 }, (_, one) => signIn(app, { login, password: `${wrong} ${one}`, address: `203.0.113.${one}` })))
    expect(await signIn(app, { login, password, address: home })).toEqual({ ok: false, refusal: 'too-many-tries' })
    expect((await signIn(app, { login, password, address: '203.0.113.7', device: first.device.token })).ok).toBe(true)
    const minted = await mintReset(app, id)
    expect((await resetPassword(app, { secret: minted?.secret ?? '', password: 'сасвим нова лозинка', address: '198.51.100.9' })).ok).toBe(true)
  })

  it('leaves her the second step after a letter, too', async () => {
    const { login, id } = await someone()
    const { secret } = await signInAndSetUp(app, { login, password }, home)
    app.pass(15 * minute)
    await Promise.all(Array.from({ length: 40 }, (_, one) => signIn(app, { login, password: `${wrong} ${one}`, address: `203.0.113.${one}` })))
    const minted = await mintReset(app, id)
    const step = await resetPassword(app, { secret: minted?.secret ?? '', password: 'сасвим нова лозинка', address: home })
    if (!step.ok) throw new Error(step.refusal)
    expect((await finishByCode(app, { token: step.value.token, code: codeOf(secret, app.now()), address: home })).ok).toBe(true)
  })

  it('gives a device that knows another account, or an invented one, nothing', async () => {
    const [hers, his] = [await someone(), await someone()]
    const known = await enter(his.login)
    if (known.step !== 'session') throw new Error('a second step was asked for')
    for (const device of [known.device.token, 'x'.repeat(43)]) {
      app.pass(15 * minute)
      const outcomes = []
      for (let one = 0; one < 30; one++)
        outcomes.push(await signIn(app, { login: hers.login, password: `${wrong} ${one}`, address: `203.0.113.${one}`, device }))
      expect(outcomes.filter((outcome) => !outcome.ok && outcome.refusal === 'not-signed-in').length).toBeLessThanOrEqual(15)
    }
  })
})

function median(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? 0
}

describe('Probing for accounts (SEC-41)', () => {
  const pairs = times(500, 60)

  const probes: Record<string, (login: string, address: string) => Promise<unknown>> = {
    'the sign-in': (login, address) => signIn(app, { login, password: wrong, address }),
    'the reset': (email, address) => requestReset(app, { email, address }),
    'the registration': (email, address) => registerByEmail(app, { email, password: wrong, name: 'Неко', variant: 'sr-Cyrl', next: null, address }),
  }

  it.each(Object.keys(probes))('%s answers a login that somebody has as one that nobody has, in the same time', { timeout: 300_000 }, async (name) => {
    const probe = probes[name]
    if (!probe) throw new Error(name)
    const known = await Promise.all(Array.from({ length: 8 }, () => someone()))
    const took: { known: number; unknown: number }[] = []
    for (let one = 0; one < pairs; one++) {
      // A login is asked for seldom enough that its allowance never tells anything.
      if (one % 8 === 0) app.pass(15 * minute)
      const timed = async (login: string) => {
        const start = performance.now()
        const answer = await probe(login, `198.51.${one >> 8}.${one & 255}`)
        return { answer, took: performance.now() - start }
      }
      const order = [known[one % 8]?.login ?? '', `nikoga-${name.length}-${one}@nema.rs`]
      const [first, second] = one % 2 === 0 ? order : order.toReversed()
      const [a, b] = [await timed(first ?? ''), await timed(second ?? '')]
      expect(a.answer).toEqual(b.answer)
      took.push(one % 2 === 0 ? { known: a.took, unknown: b.took } : { known: b.took, unknown: a.took })
    }
    const differences = took.map((pair) => pair.known - pair.unknown)
    const middle = median(differences)
    // What a busy machine makes of nothing: three standard errors of the median, from the spread of the pairs themselves.
    const noise = (3 * 1.86 * median(differences.map((one) => Math.abs(one - middle)))) / Math.sqrt(differences.length)
    expect(Math.abs(middle)).toBeLessThan(Math.max(5, noise))
  })
})

describe('A session (SEC-42)', () => {
  const gone: Record<string, (given: { login: string; id: PersonId; token: string }) => Promise<unknown>> = {
    'she signed out': ({ token }) => signOut(app, token),
    'it rested for two weeks': async () => app.pass(14 * day),
    'it is sixty days old, though it was used each day': async ({ token }) => {
      for (let one = 0; one < 60; one++) {
        app.pass(day)
        await sql`update session set last_seen_at = ${app.now()}`.execute(rawHandle(app.db))
      }
      return token
    },
    'her account was closed': ({ login }) => disablePerson(app, login),
    'she chose a new password by letter': async ({ id }) =>
      resetPassword(app, { secret: (await mintReset(app, id))?.secret ?? '', password: 'сасвим нова лозинка', address: home }),
    'she changed her password elsewhere': async ({ login }) =>
      changePassword(app, { token: (await enter(login)).token, current: password, password: 'сасвим нова лозинка', address: home }),
    'she proved herself in it: the token is a new one': ({ token }) => proveAgain(app, { token, password, address: home }),
    'she set up an app in it: the token is a new one': ({ token }) => setUpApp(app, token),
    'she changed her password in it: the token is a new one': ({ token }) =>
      changePassword(app, { token, current: password, password: 'сасвим нова лозинка', address: home }),
    'she ended it from another': async ({ id, token }) => {
      const session = (await ownSessions(app, id, token)).find(({ isThisOne }) => isThisOne)
      return endOwnSession(app, { person: id, id: session?.id ?? '' })
    },
    'she ended all others': async ({ login, id }) => endOwnOtherSessions(app, { person: id, token: (await enter(login)).token }),
  }

  it.each(Object.keys(gone))('opens nothing any more after %s', async (what) => {
    const { login, id } = await someone()
    const { token } = await enter(login)
    expect(await who(token)).not.toBeNull()
    await gone[what]?.({ login, id, token })
    expect(await who(token)).toBeNull()
  })

  it('can’t be planted: the token of before the sign-in is never the one after it', async () => {
    const { login } = await someone()
    const [first, second] = [await enter(login), await enter(login)]
    expect(first.token).not.toBe(second.token)
    expect(first.token).toMatch(/^[\w-]{43}$/)
  })

  it('is stored only as a hash, and the name it is ended by opens nothing', async () => {
    const { login, id } = await someone()
    const { token } = await enter(login)
    const [session] = await ownSessions(app, id, token)
    expect(await who(session?.id ?? '')).toBeNull()
    const { rows: stored } = await sql<{ text: string }>`select session::text as text from session`.execute(rawHandle(app.db))
    expect(stored.some(({ text }) => text.includes(token))).toBe(false)
  })

  it('loses a right with the next request after it was taken', async () => {
    const { login } = await someone(['learner', 'trainer'])
    const { token } = await enter(login)
    expect((await who(token))?.roles).toContain('trainer')
    await changeRole(app, { login, role: 'trainer', grant: false })
    expect((await who(token))?.roles).toEqual(['learner'])
  })
})

describe('Before the second factor (SEC-43)', () => {
  it('a first step is no session, whatever one tries with it', async () => {
    const { login, id } = await someone(['admin'])
    await signInAndSetUp(app, { login, password }, home)
    app.pass(15 * minute)
    const { token, step } = await enter(login)
    expect(step).toBe('second-factor')
    expect(await who(token)).toBeNull()
    expect(await changePassword(app, { token, current: password, password: 'сасвим нова лозинка', address: home })).toMatchObject({ refusal: 'no-session' })
    expect(await proveAgain(app, { token, password, address: home })).toMatchObject({ refusal: 'no-session' })
    expect(await confirmApp(app, { token, code: '000000', address: home })).toMatchObject({ refusal: 'no-session' })
    expect(await ownSessions(app, id, token)).toHaveLength(1)
  })

  it('ends with her account, her password and its ten minutes', async () => {
    for (const end of [
      async (login: string) => disablePerson(app, login),
      async (_login: string, id: PersonId) =>
        resetPassword(app, { secret: (await mintReset(app, id))?.secret ?? '', password: 'сасвим нова лозинка', address: home }),
      async () => app.pass(10 * minute),
    ]) {
      const { login, id } = await someone()
      const { secret } = await signInAndSetUp(app, { login, password }, home)
      app.pass(15 * minute)
      const { token } = await enter(login)
      await end(login, id)
      expect(await finishByCode(app, { token, code: codeOf(secret, app.now()), address: home })).toEqual({ ok: false, refusal: 'step-over' })
    }
  })

  it('another’s code opens nothing', async () => {
    const [hers, his] = [await someone(), await someone()]
    await signInAndSetUp(app, hers, home)
    const { secret, recoveryCodes } = await signInAndSetUp(app, his, home)
    app.pass(15 * minute)
    const { token } = await enter(hers.login)
    for (const code of [codeOf(secret, app.now()), recoveryCodes[0] ?? ''])
      expect(await finishByCode(app, { token, code, address: home })).toEqual({ ok: false, refusal: 'code-wrong' })
  })

  it('one recovery code that comes twenty times at once opens one session', async () => {
    const { login } = await someone()
    const { recoveryCodes } = await signInAndSetUp(app, { login, password }, home)
    app.pass(15 * minute)
    const steps = await Promise.all([enter(login), enter(login)])
    const outcomes = await Promise.all(
      Array.from({ length: 13 }, (_, one) => finishByCode(app, { token: steps[one % 2]?.token ?? '', code: recoveryCodes[0] ?? '', address: home })),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })
})
