/** Requirements of OWASP ASVS 5.0 that no suite of the attack catalogue covers; `docs/security.md` leads here from each. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { addPerson, signIn } from '#modules/people/index.ts'
import { rawHandle } from '#platform/db.ts'
import { codeFrom, passwordFits, tokenFrom } from '../../src/modules/people/secrets.ts'
import { type InProcessCentre, inProcessCentre } from '../support/in-process-centre.ts'
import { addToCentre, institutionA } from '../support/posted-people.ts'
import { signInAndSetUp } from '../support/second-factor.ts'
import { templates } from '../support/templates.ts'
import { openSessions } from './matrix/actors.ts'
import { kindOf } from './matrix/answers.ts'
import { makeThings } from './matrix/things.ts'

let centre: InProcessCentre
let session: string | undefined
const sessions = new Map<string, string>()
const password = 'три кафе и једна вода'
const email = 'jovan@primer.rs'
const address = '198.51.100.9'

beforeAll(async () => {
  centre = await inProcessCentre()
  for (const role of ['learner', 'coordinator', 'admin'] as const) {
    const person = await addToCentre(centre.app, { name: 'Марија Пример', roles: [role], at: institutionA })
    sessions.set(role, (await openSessions(centre.app, [{ name: role, person }])).get(role) ?? '')
  }
  session = sessions.get('admin')
  await addPerson(centre.app, { email, name: 'Јован Узорак', roles: ['learner'], variant: 'sr-Cyrl', password, sample: false })
})
afterAll(() => centre.close())

const json = { 'content-type': 'application/json', accept: 'application/json' }

describe('V1 what is sent is decoded once', () => {
  const inner = ['/', '..', '/../..', '<script>', "'", '"', '\\', '&', '?', '#', ';', '%', '\u0000'.replace('\u0000', '\t'), 'č', 'ж']
  const once = inner.map((sign) => encodeURIComponent(sign))
  const twice = once.map((sign) => encodeURIComponent(sign))

  test.each(['/sr/courses/C01', '/sr/laws/zapz', '/sr/verify/7F3K-92QX-M4TD'])('nothing that is encoded twice means more behind %s', async (path) => {
    for (const sign of twice) {
      const told = await centre.ask(`${path}${sign}`)
      // A number that is not there is said to be unknown, on a page of its own.
      expect([sign, told.status]).toEqual([sign, path.includes('/verify/') ? told.status : 404])
      expect(told.status).toBeLessThan(500)
      expect(told.body).not.toContain('<script>alert')
    }
  })

  test('a file, a gate and a query stay what they are when a sign is encoded twice', async () => {
    expect((await centre.ask('/sr/%2561dmin', { session })).status).toBe(404)
    expect((await centre.ask('/files/%252e%252e/%252e%252e/putokaz.log')).status).toBe(404)
    const { body } = await centre.ask('/sr/search?q=%253Cb%253E')
    expect(body).toContain('%3Cb%3E')
    expect(body).not.toContain('value="<b>')
  })

  test.each(['-1', '0', '1.5', '2147483648', '9007199254740993', '1e308', 'NaN', 'Infinity', '-0', '0x10', '١', '', ' 1', '1 ', '00000000001'])(
    'a page number of %j shows a page and breaks nothing',
    async (page) => {
      const given = encodeURIComponent(page)
      for (const path of ['/sr/search?q=azil&page=', '/sr/admin/people?page=', '/sr/desk/people?page=', '/sr/admin/mail?page=', '/sr/admin/audit?before='])
        expect([path, (await centre.ask(`${path}${given}`, { session: path.includes('/desk/') ? sessions.get('coordinator') : session })).status]).toEqual([
          path,
          200,
        ])
    },
  )
})

describe('V3 other origins', () => {
  const odd = [
    'https://evil.example',
    'null',
    'http://localhost:3999.evil.example',
    'http://localhost',
    'https://localhost:3999',
    'file://',
    '*',
    'http://LOCALHOST:3999',
  ]
  const paths = [
    '/sr',
    '/sr/me',
    '/api/v1/certificates/7F3K-92QX-M4TD',
    '/files/nothing',
    '/health/live',
    '/sitemap.xml',
    '/settings.css',
    '/_app/version.json',
  ]

  test('are never named in an answer, whatever they are called (V3.4.2)', async () => {
    for (const origin of odd) {
      for (const path of paths) {
        for (const method of ['GET', 'OPTIONS']) {
          const headers = { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' }
          const told = await centre.ask(path, { method, headers, session })
          expect([path, origin, Object.keys(told.headers).filter((name) => name.startsWith('access-control-'))]).toEqual([path, origin, []])
        }
      }
    }
  })

  test('a form can not be taken for JSON, nor JSON for a form (V3.5.2)', async () => {
    const learner = sessions.get('learner')
    const note = JSON.stringify({ course: 'C01', unit: '1-1-medjunarodni-pojmovi', text: 'Белешка' })
    const path = '/api/v1/learning/notes'
    const taken = await centre.ask(path, { method: 'PUT', session: learner, body: note, headers: json })
    expect(taken.status).toBe(200)
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/json',
      'application/jsonp',
      'text/plain; x=application/json',
      '',
    ])
      expect([type, (await centre.ask(path, { method: 'PUT', session: learner, body: note, headers: { 'content-type': type } })).status]).toEqual([type, 400])
    const form = await centre.ask('/sr/sign-in', {
      method: 'POST',
      body: JSON.stringify({ login: email, password }),
      headers: { 'content-type': 'application/json' },
    })
    expect([400, 415]).toContain(form.status)
    expect(form.headers['set-cookie']?.join() ?? '').not.toContain('session=')
  })
})

describe('V4 the machine addresses', () => {
  test('the longest question is answered in a bounded time (V4.3.1)', async () => {
    const long = Array.from({ length: 400 }, (_, one) => `азил${one} ${'међународна'.repeat(3)}`).join(' ')
    const times: number[] = []
    // The first one loads the page; the quietest of four is what the question costs.
    for (let one = 0; one < 4; one++) {
      const began = performance.now()
      expect((await centre.ask(`/sr/search?q=${encodeURIComponent(long.slice(0, 1500))}`)).status).toBe(200)
      times.push(performance.now() - began)
    }
    expect(Math.min(...times)).toBeLessThan(1000)
  })

  test('the server speaks TLS 1.2 or newer, and only ciphers with forward secrecy (V12.1.1, V12.1.2)', async () => {
    const { url, tls } = inject('centre')
    const { port, hostname } = new URL(url)
    const shake = (options: object) =>
      new Promise<string>((give) => {
        const socket = connect({ port: Number(port), host: '127.0.0.1', servername: hostname, ca: tls?.ca ?? '', ...options }, () => {
          give(`${socket.getProtocol()} ${socket.getCipher().name}`)
          socket.destroy()
        })
        socket.once('error', () => give('refused'))
      })
    expect(await shake({})).toMatch(/^TLSv1\.3 /)
    expect(await shake({ maxVersion: 'TLSv1.2' })).toMatch(/^TLSv1\.2 ECDHE-.*(GCM|POLY1305)/)
    for (const version of ['TLSv1', 'TLSv1.1'])
      expect([version, await shake({ minVersion: 'TLSv1', maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' })]).toEqual([version, 'refused'])
    for (const ciphers of ['AES128-SHA', 'AES256-GCM-SHA384', 'ECDHE-RSA-AES128-SHA', 'ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA384'])
      expect([ciphers, await shake({ maxVersion: 'TLSv1.2', ciphers })]).toEqual([ciphers, 'refused'])
  })
})

describe('V5 files', () => {
  test('no name that somebody wrote is a name on the disk or leads to one (V5.3.2)', async () => {
    const names = [
      '..',
      '../x',
      '..%2fx',
      '%2e%2e%2f',
      '..\\x',
      'x%00.png',
      '.htaccess',
      'CON',
      'a b',
      'ж.png',
      '/etc/passwd',
      'x/../../y',
      '~',
      '%c0%ae%c0%ae/',
    ]
    const hash = 'a'.repeat(64)
    for (const name of names) {
      for (const path of [`/files/${hash}/${encodeURI(name)}`, `/files/${encodeURI(name)}/x.png`])
        expect([path, (await centre.ask(path)).status < 500]).toEqual([path, true])
      expect((await centre.ask(`/files/${hash}/${encodeURI(name)}`)).status).not.toBe(200)
    }
    const kept = readdirSync(join(centre.app.config.dataFolder, 'blobs'), { recursive: true, encoding: 'utf8' }).filter((file) => file.length > 10)
    expect(kept.length).toBeGreaterThan(10)
    expect(kept.filter((file) => !/^[0-9a-f/]+$/.test(file))).toEqual([])
  })

  test('every file is offered under a name that we gave, in letters that every system knows (V5.4.1, V5.4.2)', async () => {
    const { rows } = await sql<{ hash: string; name: string }>`select hash, name from public_file`.execute(rawHandle(centre.app.db))
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.filter(({ name }) => !/^[a-z0-9][a-z0-9._-]*$/.test(name))).toEqual([])
    for (const { hash, name } of rows.slice(0, 20)) {
      const { status, headers } = await centre.ask(`/files/${hash}/${name}`, { headers: { host: centre.app.config.contentUrl?.host ?? '' } })
      expect(status).toBe(200)
      expect(headers['content-disposition']).toMatch(/^(inline|attachment; filename="[a-z0-9._-]+")$/)
    }
    const person = await addToCentre(centre.app, { name: 'Ана „Пробић“\r\nX: y', at: institutionA })
    const actor = { name: 'she', person }
    const things = await makeThings(centre.app, [actor])
    const number = things.of('certificate', actor).own?.given['number']
    const told = await centre.ask(`/sr/me/certificates/${number}/pdf`, { session: (await openSessions(centre.app, [actor])).get('she') })
    expect([kindOf(told), told.headers['x']]).toEqual(['given', undefined])
    expect(told.headers['content-disposition']).toMatch(/^(inline|attachment); filename="[\w.-]+"$/)
  })
})

describe('V6 passwords and codes', () => {
  test('a password counts to its last sign, in its case and in its letters (V6.2.8, V6.2.9)', async () => {
    const ages = 'ноћ'.repeat(66)
    const chosen = [`${'a'.repeat(71)}Б${'b'.repeat(60)}`, 'Ћирилица и Latinica 123', '🐢 🦉 🐝 🦋 🐌 🐞 🐢 🦉', `${'🐢🦉'.repeat(99)}🐝🦋`, `${ages}в9`]
    for (const [order, own] of chosen.entries()) {
      const login = `dugacka-${order}@primer.rs`
      const added = await addPerson(centre.app, { email: login, name: 'Ана Пробић', roles: ['learner'], variant: 'sr-Cyrl', password: own, sample: false })
      expect(added.ok).toBe(true)
      const enter = async (typed: string) => (await signIn(centre.app, { login, password: typed, address })).ok
      expect([own.slice(0, 20), await enter(own)]).toEqual([own.slice(0, 20), true])
      const signs = [...own]
      for (const other of [signs.slice(0, -1).join(''), `${own}x`, own.toUpperCase(), `${own}${own}${own}`, ` ${own}`])
        expect([other.slice(-20), await enter(other)]).toEqual([other.slice(-20), other === own])
    }
  })

  test('a password that nobody can have fits nobody, in no more time (V6.2.8)', async () => {
    expect(await passwordFits('x'.repeat(1_000_000), undefined)).toBe(false)
    const stored = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`
    const began = performance.now()
    expect(await passwordFits('\ufdfa'.repeat(300_000), stored)).toBe(false)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  test.each(['/sr/sign-in', '/sr/register', '/sr/with-code'])(
    'the field on %s hides what is typed, and a manager may fill it (V6.2.6, V6.2.7)',
    async (path) => {
      const { body } = await centre.ask(path)
      const fields = body.match(/<input[^>]*type="password"[^>]*>/g) ?? []
      expect(fields.length).toBeGreaterThan(0)
      for (const field of fields) {
        expect(field).toMatch(/autocomplete="(current|new)-password"/)
        expect(field).not.toMatch(/maxlength|pattern|onpaste|readonly/)
      }
    },
  )

  test('recovery codes lie in the database as hashes only, and one is 60 bits of luck (V6.5.2, V6.5.4)', async () => {
    const login = 'kodovi@primer.rs'
    await addPerson(centre.app, { email: login, name: 'Ана Пробић', roles: ['learner'], variant: 'sr-Cyrl', password, sample: false })
    const { recoveryCodes, secret } = await signInAndSetUp(centre.app, { login, password })
    expect(recoveryCodes).toHaveLength(10)
    const { rows } = await sql<{ row: string }>`select t::text as row from recovery_code t union all select t::text from authenticator_app t`.execute(
      rawHandle(centre.app.db),
    )
    const kept = rows.map(({ row }) => row).join('\n')
    expect(kept.length).toBeGreaterThan(500)
    for (const one of [...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', '')), secret, secret.replaceAll(' ', '')])
      expect(kept).not.toContain(one)
    const drawn = new Set(Array.from({ length: 2000 }, () => codeFrom(centre.app.random(12))))
    expect(drawn.size).toBe(2000)
    for (const code of drawn) expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/)
  })
})

describe('V7 sessions', () => {
  test('signing out takes the session away, here and on the server (V14.3.1)', async () => {
    const entered = await signIn(centre.app, { login: email, password, address })
    const token = entered.ok ? entered.value.token : ''
    expect((await centre.ask('/sr/me', { session: token })).status).toBe(200)
    const out = await centre.ask('/sr/sign-out', { method: 'POST', session: token, body: '' })
    const [cookie = ''] = (out.headers['set-cookie'] ?? []).filter((one) => one.startsWith('session='))
    expect(cookie).toMatch(/^session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/i)
    expect((await centre.ask('/sr/me', { session: token })).status).toBe(303)
  })

  test('a token is 256 bits of luck and never comes twice (V7.2.3)', async () => {
    const tokens = new Set(Array.from({ length: 5000 }, () => tokenFrom(centre.app.random(32))))
    expect(tokens.size).toBe(5000)
    const entered = await signIn(centre.app, { login: email, password, address })
    expect(entered.ok && Buffer.from(entered.value.token, 'base64url').length).toBe(32)
  })

  test('every page of somebody who is signed in shows her the way out (V7.4.4)', async () => {
    for (const { path, as } of templates.filter(({ as, path }) => as && path !== '/sign-out' && !path.startsWith('/ui'))) {
      const told = await centre.ask(`/sr${path}`, { session: sessions.get(as ?? '') })
      expect([path, told.status, told.body.includes('/sr/sign-out')]).toEqual([path, 200, true])
    }
  })
})
