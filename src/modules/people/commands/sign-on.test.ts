import { writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import type { App } from '#platform/app.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { base64, type Claims, type HostileProvider, hostileProvider, signed, signedByText, type Twist } from '../../../../tests/support/hostile-provider.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { addPerson, allPeople, confirmSignOn, disablePerson, finishSignOn, personOfSession, signOnsOf, startSignOn, unlinkSignOn } from '../index.ts'

let base: TestApp
let app: App
let first: HostileProvider
let second: HostileProvider

const file = (more: object = {}) => ({
  providers: [
    {
      id: 'prvi',
      name: { 'sr-Cyrl': 'Први портал' },
      issuer: first.issuer,
      clientId: 'putokaz',
      secret: 'tajna-prvog',
      domains: ['primer.rs'],
      opensAccounts: true,
      secondFactor: ['mfa'],
      ...more,
    },
    { id: 'drugi', name: { 'sr-Cyrl': 'Други портал' }, issuer: second.issuer, clientId: 'putokaz-2', secret: 'tajna-drugog', opensAccounts: true },
  ],
})
const write = (content: unknown) => writeFile(base.config.signOnFile, JSON.stringify(content))

beforeAll(async () => {
  ;[base, first, second] = [await testApp(), await hostileProvider(), await hostileProvider()]
  // Tokens are dated by the clock of this machine.
  app = { ...base, now: () => new Date() }
  await write(file())
})
afterAll(async () => {
  await Promise.all([first.close(), second.close()])
  await base.close()
})

let asked = 0
const address = () => `10.0.${Math.floor(++asked / 90)}.${asked % 90}`

interface Wish {
  readonly id?: 'prvi' | 'drugi'
  readonly person?: PersonId | null
  readonly twist?: Twist
}

async function begin({ id = 'prvi', person = null }: Wish = {}) {
  const begun = await startSignOn(app, { provider: id, variant: 'sr-Cyrl', next: '/sr/courses', person, address: address() })
  if (!begun.ok) throw new Error(begun.refusal)
  return begun.value
}

async function come(claims: Claims, wish: Wish = {}) {
  const { id = 'prvi', person = null, twist = {} } = wish
  const begun = await begin(wish)
  const params = (id === 'prvi' ? first : second).authorize(begun.location, claims, twist)
  return finishSignOn(app, { provider: id, search: `?${params}`, secret: begun.secret, person, address: address() })
}

let counted = 0
const fresh = (more: Claims = {}): Claims => ({
  sub: `osoba-${++counted}`,
  email: `osoba${counted}@primer.rs`,
  email_verified: true,
  name: 'Марија Пример',
  ...more,
})

describe('Six good answers open the door', () => {
  test('somebody new of an allowed domain gets an account, by the name of the claim', async () => {
    const outcome = await come(fresh({ sub: 'marija', email: 'Marija@primer.rs' }))
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'entered', next: '/sr/courses', variant: 'sr-Cyrl' } })
    if (!outcome.ok || outcome.value.kind !== 'entered') return
    expect(await personOfSession(app.db, outcome.value.session.token, app.now())).toMatchObject({ displayName: 'Марија Пример', roles: ['learner'] })
  })

  test('whoever has an account comes back to it, also under a new e-mail', async () => {
    const before = (await allPeople(app.db)).length
    expect(await come({ sub: 'marija', email: 'nova@primer.rs', email_verified: true })).toMatchObject({ ok: true, value: { kind: 'entered' } })
    expect(await allPeople(app.db)).toHaveLength(before)
  })

  test('an audience in a list of one, with us as the authorized party', async () => {
    const twist: Twist = { claims: (claims) => ({ ...claims, aud: [claims['aud']], azp: claims['aud'] }) }
    expect(await come(fresh(), { twist })).toMatchObject({ ok: true, value: { kind: 'entered' } })
  })

  test('an e-mail that only the userinfo endpoint tells', async () => {
    const { email, ...claims } = fresh()
    const twist: Twist = { userinfo: { sub: claims['sub'], email, email_verified: true } }
    expect(await come({ ...claims, email_verified: undefined }, { twist })).toMatchObject({ ok: true, value: { kind: 'entered' } })
  })

  test('a second provider that knows the same subject knows somebody else', async () => {
    const outcome = await come({ sub: 'marija', email: 'druga@drugde.rs', email_verified: true, name: 'Друга Марија' }, { id: 'drugi' })
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'entered' } })
    if (outcome.ok && outcome.value.kind === 'entered')
      expect(await personOfSession(app.db, outcome.value.session.token, app.now())).toMatchObject({ displayName: 'Друга Марија' })
  })

  test('a token without a key id, signed by the one key there is', async () => {
    expect(await come(fresh(), { twist: { header: () => ({ alg: 'RS256' }) } })).toMatchObject({ ok: true, value: { kind: 'entered' } })
  })
})

const changed = (change: Claims): Twist => ({ claims: (claims) => ({ ...claims, ...change }) })
const seconds = (offset: number) => Math.floor(Date.now() / 1000) + offset
const byForeign = (more: (provider: HostileProvider) => Claims): Twist => ({
  token: ({ header, claims, provider }) => signed({ ...header, ...more(provider) }, claims, provider.foreignKey),
})
const spki = (provider: HostileProvider) => provider.key.export({ type: 'pkcs8', format: 'pem' }) as string

const attacks: Record<string, Twist> = {
  'signed by nobody (alg none)': { token: ({ claims }) => `${base64({ alg: 'none' })}.${base64(claims)}.` },
  'signed by nobody, in capitals': { token: ({ claims }) => `${base64({ alg: 'NONE' })}.${base64(claims)}.` },
  'an empty signature under a good algorithm': { token: ({ header, claims }) => `${base64(header)}.${base64(claims)}.` },
  'signed with the public key as a shared secret': {
    token: ({ claims, provider }) => signedByText({ alg: 'HS256', kid: 'own' }, claims, JSON.stringify(provider.publicJwk)),
  },
  'signed with the PEM of a key as a shared secret': { token: ({ claims, provider }) => signedByText({ alg: 'HS256', kid: 'own' }, claims, spki(provider)) },
  'signed with the client secret': { token: ({ claims }) => signedByText({ alg: 'HS256' }, claims, 'tajna-prvog') },
  'signed with an empty secret': { token: ({ claims }) => signedByText({ alg: 'HS256' }, claims, '') },
  'another algorithm of the same key (PS256)': { header: (header) => ({ ...header, alg: 'PS256' }) },
  'another algorithm in the header (ES256)': { header: (header) => ({ ...header, alg: 'ES256' }) },
  'a key that the provider never published': byForeign(() => ({})),
  'a foreign key brought along (jwk)': byForeign(({ foreignJwk }) => ({ jwk: foreignJwk })),
  'a foreign key at an address (jku)': byForeign(({ issuer }) => ({ jku: `${issuer}/foreign-keys` })),
  'a foreign certificate at an address (x5u)': byForeign(({ issuer }) => ({ x5u: `${issuer}/certificate` })),
  'a foreign certificate brought along (x5c)': byForeign(() => ({ x5c: ['MIIB'] })),
  'a key id that is a path': byForeign(() => ({ kid: '../../../../dev/null' })),
  'a key id that is SQL': byForeign(() => ({ kid: "x' union select 'own" })),
  'a key id nobody has': byForeign(() => ({ kid: 'nepoznat' })),
  'an unknown critical header': { header: (header) => ({ ...header, crit: ['exp-policy'], 'exp-policy': true }) },
  'claims changed after signing': {
    token: ({ header, claims, provider }) => {
      const [head, , proof] = signed(header, claims, provider.key).split('.')
      return `${head}.${base64({ ...claims, sub: 'admin' })}.${proof}`
    },
  },
  'another issuer': changed({ iss: 'https://drugi.primer.rs' }),
  'our issuer with a slash more': { claims: (claims) => ({ ...claims, iss: `${claims['iss']}/` }) },
  'no issuer': changed({ iss: undefined }),
  'another audience': changed({ aud: 'neki-drugi' }),
  'an audience besides us': { claims: (claims) => ({ ...claims, aud: [claims['aud'], 'neki-drugi'], azp: claims['aud'] }) },
  'no audience': changed({ aud: undefined }),
  'another authorized party': changed({ azp: 'neki-drugi' }),
  expired: changed({ exp: seconds(-120) }),
  'without an end': changed({ exp: undefined }),
  'an end that is text': changed({ exp: '9999999999' }),
  'issued in the future': changed({ iat: seconds(3600) }),
  'issued long ago': changed({ iat: seconds(-86_400) }),
  'not good before tomorrow': changed({ nbf: seconds(86_400) }),
  'another nonce': changed({ nonce: 'ranije-vidjen' }),
  'no nonce': changed({ nonce: undefined }),
  'no subject': changed({ sub: undefined }),
  'an empty subject': changed({ sub: '' }),
  'a subject that is a number': changed({ sub: 7 }),
  'a subject with control characters': changed({ sub: 'marija\u0000' }),
  'a token of a million characters': { response: (body) => ({ ...body, id_token: `${'a'.repeat(1_000_000)}.b.c` }) },
  'a token of a hundred thousand dots': { response: (body) => ({ ...body, id_token: '.'.repeat(100_000) }) },
  'no identity token at all': { response: ({ id_token: _, ...rest }) => rest },
  'an answer that is no JSON': { response: () => 'zdravo' },
  'another state': { callback: (params) => params.set('state', 'tudje') },
  'no state': { callback: (params) => params.delete('state') },
  'two states': { callback: (params) => params.append('state', 'tudje') },
  'another issuer in the answer (mix-up)': { callback: (params) => params.set('iss', 'https://drugi.primer.rs') },
  'no issuer in the answer though it promised one': { callback: (params) => params.delete('iss') },
  'two codes': { callback: (params) => params.append('code', 'drugi') },
  'an error beside the code': { callback: (params) => params.set('error', 'access_denied') },
}

describe('Bad tokens and answers are refused', () => {
  test('there are at least forty of them', () => {
    expect(Object.keys(attacks).length).toBeGreaterThanOrEqual(40)
  })

  test.each(Object.entries(attacks))('%s', async (_, twist) => {
    const before = (await allPeople(app.db)).length
    const outcome = await come(fresh(), { twist })
    expect(outcome.ok).toBe(false)
    if (!outcome.ok) expect(['token-refused', 'provider-refused', 'flow-over', 'provider-silent']).toContain(outcome.refusal)
    expect(await allPeople(app.db)).toHaveLength(before)
  })

  test('no foreign address of a token was ever asked', () => {
    expect([...first.asked.keys()].sort()).toEqual(['/.well-known/openid-configuration', '/jwks', '/token', '/userinfo'])
  })

  test('an answer a second time, in another browser, and at another provider', async () => {
    const begun = await begin()
    const search = `?${first.authorize(begun.location, fresh())}`
    const answer = { provider: 'prvi', search, secret: begun.secret, person: null, address: address() }
    expect(await finishSignOn(app, { ...answer, secret: (await begin()).secret })).toEqual({ ok: false, refusal: 'flow-over' })
    expect(await finishSignOn(app, { ...answer, secret: undefined })).toEqual({ ok: false, refusal: 'flow-over' })
    expect(await finishSignOn(app, { ...answer, provider: 'drugi' })).toEqual({ ok: false, refusal: 'flow-over' })
    expect((await finishSignOn(app, answer)).ok).toBe(true)
    expect(await finishSignOn(app, answer)).toEqual({ ok: false, refusal: 'flow-over' })
  })

  test('a code that another person was given', async () => {
    const [hers, his] = [await begin(), await begin()]
    const stolen = first.authorize(hers.location, fresh())
    const params = first.authorize(his.location, fresh())
    params.set('code', stolen.get('code') ?? '')
    expect(await finishSignOn(app, { provider: 'prvi', search: `?${params}`, secret: his.secret, person: null, address: address() })).toEqual({
      ok: false,
      refusal: 'token-refused',
    })
  })
})

describe('An address takes over no account', () => {
  const claims = { sub: 'napadac', email: 'jovan@primer.rs', email_verified: true, name: 'Нападач' }
  let jovan: PersonId

  beforeAll(async () => {
    const added = await addPerson(app, {
      email: 'jovan@primer.rs',
      name: 'Јован Узорак',
      roles: ['learner'],
      variant: 'sr-Cyrl',
      sample: false,
      password: 'једна дуга лозинка',
    })
    if (!added.ok) throw new Error(added.refusal)
    jovan = added.value as PersonId
  })

  test('who comes with her verified e-mail is only offered a link, by either provider', async () => {
    expect(await come(claims)).toMatchObject({ ok: true, value: { kind: 'offered' } })
    expect(await come(claims, { id: 'drugi' })).toMatchObject({ ok: true, value: { kind: 'offered' } })
    expect((await signOnsOf(app, jovan)).linked).toEqual([])
  })

  test.each([{ email_verified: false }, { email_verified: 'true' }, { email: 'neko@drugde.rs' }, { email: '' }])(
    'an e-mail that is not verified or not of the domain is not let in: %j',
    async (more) => {
      expect(await come({ ...fresh(), ...more })).toEqual({ ok: false, refusal: 'not-let-in' })
    },
  )

  test('she links it after she proved the account, once, and then comes in by it', async () => {
    const offered = await come({ ...claims, sub: 'jovan' })
    if (!offered.ok || offered.value.kind !== 'offered') throw new Error('not offered')
    const actor = actorWith(['learner'], { id: jovan })
    expect(await confirmSignOn(app, { actor, secret: offered.value.secret })).toEqual({ ok: true, value: null })
    expect(await confirmSignOn(app, { actor, secret: offered.value.secret })).toEqual({ ok: false, refusal: 'offer-over' })
    const entered = await come({ ...claims, sub: 'jovan' })
    if (!entered.ok || entered.value.kind !== 'entered') throw new Error('not entered')
    expect(await personOfSession(app.db, entered.value.session.token, app.now())).toMatchObject({ id: jovan })
    expect((await signOnsOf(app, jovan)).linked).toMatchObject([{ id: 'prvi', email: 'jovan@primer.rs' }])
  })

  test('a journey that she began signed in ends nowhere without her session', async () => {
    const begun = await begin({ person: jovan })
    const answer = { provider: 'prvi', search: `?${first.authorize(begun.location, fresh())}`, secret: begun.secret, address: address() }
    expect(await finishSignOn(app, { ...answer, person: null })).toEqual({ ok: false, refusal: 'flow-over' })
  })

  test('an identity that is linked can be linked by nobody else', async () => {
    expect(await come({ ...claims, sub: 'jovan' }, { person: jovan })).toEqual({ ok: false, refusal: 'not-let-in' })
  })

  test('a provider that is taken out of the file stops at once, and back in it goes on', async () => {
    const all = file()
    await write({ providers: all.providers.slice(1) })
    expect(await startSignOn(app, { provider: 'prvi', variant: 'en', next: null, person: null, address: address() })).toEqual({
      ok: false,
      refusal: 'no-such-provider',
    })
    expect((await signOnsOf(app, jovan)).linked).toEqual([])
    await writeFile(base.config.signOnFile, '{ broken')
    expect((await signOnsOf(app, jovan)).others).toEqual([])
    await write(all)
    expect((await signOnsOf(app, jovan)).linked).toHaveLength(1)
  })

  test('a closed account stays closed', async () => {
    await disablePerson(app, 'marija@primer.rs')
    expect(await come({ sub: 'marija', email: 'marija@primer.rs', email_verified: true })).toEqual({ ok: false, refusal: 'not-let-in' })
  })

  test('she takes a link away, but never her last way in', async () => {
    expect(await unlinkSignOn(app, { actor: actorWith(['learner'], { id: jovan }), provider: 'prvi' })).toEqual({ ok: true, value: null })
    await come(fresh({ sub: 'samo-ovako', email: 'samo@primer.rs' }))
    const only = (await allPeople(app.db)).find(({ login }) => login === 'samo@primer.rs')?.id as PersonId
    expect(await unlinkSignOn(app, { actor: actorWith(['learner'], { id: only }), provider: 'prvi' })).toEqual({ ok: false, refusal: 'last-way-in' })
  })
})

test('what is kept of a journey does not continue it', async () => {
  const begun = await begin()
  const rows = JSON.stringify((await app.db.executeSql('select row_to_json(sign_on_flow)::text as row from sign_on_flow')).rows)
  for (const name of ['state', 'nonce', 'code_challenge']) expect(rows).not.toContain(begun.location.searchParams.get(name))
  for (const secret of [begun.secret, 'tajna-prvog']) expect(rows).not.toContain(secret)
})
