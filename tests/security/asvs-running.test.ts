/** ASVS 5.0 V13–V16: what is served, kept, said in logs, and what happens when something is gone. */
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPerson, changePassword, personOfSession, requestReset, signIn, startSignOn } from '#modules/people/index.ts'
import { rawHandle } from '#platform/db.ts'
import { createLog, errorFields } from '#platform/log.ts'
import { openMailer } from '#platform/mail.ts'
import { type InProcessCentre, inProcessCentre } from '../support/in-process-centre.ts'
import { addToCentre, institutionA } from '../support/posted-people.ts'
import { templates } from '../support/templates.ts'
import { openSessions } from './matrix/actors.ts'

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

describe('V13 what is not served', () => {
  const program =
    '.git/HEAD .git/config .env .gitignore .ci/run .npmrc package.json package-lock.json tsconfig.json vite.config.ts src/server.ts src/open-app.ts bin/start.mjs deploy/compose.yaml docs/security.md README.md node_modules/hono/package.json build/handler.js build/server/index.js .svelte-kit/output/server/index.js centre/pages/privacy.md'
  const data =
    'data/putokaz.log putokaz.log keys/audit mail/ demo-accounts.txt audit-heads.log erasures.log single-sign-on.json backups/ blobs/ backup.zip dump.sql'
  const guessed =
    'phpinfo.php server-status debug .DS_Store WEB-INF/web.xml swagger.json openapi.json api/docs graphql actuator/health _app/ _app/immutable/ files/ fonts/'
  const hidden = `${program} ${data} ${guessed}`.split(' ')

  test.each(hidden)('/%s is not there, and no folder is listed (V13.4.1–13.4.5)', async (path) => {
    for (const prefix of ['/', '//', '/sr/', '/sr/../', '/_app/../', '/%2e%2e/']) {
      const { status, body } = await centre.ask(`${prefix}${path}`, { session })
      expect([prefix, status === 200]).toEqual([prefix, false])
      expect(body).not.toMatch(/Index of|"dependencies"|ref: refs|\[core\]|BEGIN|"level":/)
    }
  })

  test('keys, logs, letters and accounts can be read by the program alone (V13.3.2)', async () => {
    const { dataFolder } = centre.app.config
    await requestReset(centre.app, { email, address })
    await centre.app.settle()
    const files = readdirSync(dataFolder, { recursive: true, encoding: 'utf8' }).filter((file) => /^(keys|mail|log|audit-heads)/.test(file))
    expect(files.some((file) => file.startsWith('mail/'))).toBe(true)
    expect(files.some((file) => file.startsWith('keys/'))).toBe(true)
    const open = () => files.filter((file) => (statSync(join(dataFolder, file)).mode & 0o077) !== 0)
    expect(open()).toEqual([])
    chmodSync(join(dataFolder, 'log'), 0o644)
    expect(open()).toEqual(['log'])
    chmodSync(join(dataFolder, 'log'), 0o600)
  })
})

describe('V14 what is kept, and who is asked', () => {
  test('pages of a person are kept by nobody, and others by no cache between (V14.2.2, V14.3.2)', async () => {
    for (const { path, as } of templates) {
      const told = await centre.ask(`/sr${path}`, { session: sessions.get(as ?? 'learner') })
      if (told.status !== 200) continue
      expect([path, told.headers['cache-control']]).toEqual([path, as ? 'private, no-store' : told.headers['cache-control']])
      expect([path, /private|no-store/.test(told.headers['cache-control'] ?? '')]).toEqual([path, true])
    }
    const machine = await centre.ask('/api/v1/learning/notes', { method: 'PUT', session, headers: json, body: '{}' })
    expect(machine.headers['cache-control'] ?? 'no-store').toMatch(/no-store|private/)
  })

  test('no page makes a browser ask anybody but the centre (V14.2.3)', async () => {
    const loads =
      /<(?:script|img|iframe|audio|video|source|link(?=[^>]*rel="(?:stylesheet|preload|modulepreload|icon|preconnect|dns-prefetch|manifest)"))[^>]*?(?:src|href)="(https?:)?\/\/[^"]*/g
    expect('<img src="https://evil.example/x">').toMatch(loads)
    const own = [centre.origin, centre.app.config.contentUrl?.origin ?? centre.origin]
    for (const { path, as } of templates) {
      const told = await centre.ask(`/sr${path}`, { session: sessions.get(as ?? '') })
      const asked = (told.body.match(loads) ?? []).filter((one) => !own.some((origin) => one.includes(`"${origin}/`)))
      expect([path, asked]).toEqual([path, []])
      expect(told.headers['content-security-policy'] ?? '').not.toMatch(/https?:\/\/(?!content\.localhost)/)
    }
  })
})

describe('V15 a name that comes twice', () => {
  test('is taken once, and never as a list where one thing is asked for (V15.3.7)', async () => {
    const search = await centre.ask('/sr/search?q=azil&q=%3Cb%3E&page=1&page=9')
    expect(search.status).toBe(200)
    const login = await centre.ask('/sr/sign-in', {
      method: 'POST',
      body: `login=niko%40primer.rs&login=${encodeURIComponent(email)}&password=x&password=${encodeURIComponent(password)}`,
    })
    expect(login.status).toBe(400)
    expect(login.headers['set-cookie']?.join() ?? '').not.toContain('session=')
    const note = await centre.ask('/api/v1/learning/notes', {
      method: 'PUT',
      session: sessions.get('learner'),
      headers: json,
      body: '{"course":"C01","course":["C02"],"unit":"x","text":"y"}',
    })
    expect(note.status).toBe(400)
    const header = await centre.ask('/sr/me', { headers: { cookie: `session=nothing; session=${session}` } })
    expect(header.status).toBe(303)
  })
})

describe('V16 the log', () => {
  const file = () => join(centre.app.config.dataFolder, 'log')

  test('has one line of JSON an event, with its moment in UTC, and nobody can write a second line (V16.2.1–16.2.4, V16.4.1)', async () => {
    const path = join(centre.app.config.dataFolder, 'log-of-test')
    const log = createLog(path)
    const tricks = ['a\r\nb', '{"level":50}', '"}\n{"msg":"forged"}', '\u001b[31mred', '\u2028line', '\u0000', '%s %j {0}', 'x'.repeat(5000)]
    for (const trick of tricks) log.warn('tried', { trick, ...errorFields(new TypeError(trick)) })
    const written = () => (existsSync(path) ? readFileSync(path, 'utf8').trimEnd().split('\n') : [])
    await expect.poll(() => written().length).toBe(tricks.length)
    const lines = written()
    for (const [order, line] of lines.entries()) {
      const read = JSON.parse(line) as Record<string, string>
      expect(read).toMatchObject({ msg: 'tried', trick: tricks[order], error: 'TypeError' })
      expect(read['time']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
      expect(line).not.toMatch(/\p{Cc}/u)
    }
    expect(statSync(path).mode & 0o077).toBe(0)
  })

  test('a failure stands in it with its kind and place (V16.3.4)', async () => {
    centre.app.log.error('request failed', errorFields(Object.assign(new Error('secret words'), { code: 'ECONNREFUSED' })))
    await expect.poll(() => readFileSync(file(), 'utf8')).toContain('ECONNREFUSED')
    const last = JSON.parse(readFileSync(file(), 'utf8').trim().split('\n').at(-1) ?? '') as Record<string, unknown>
    expect(last).toMatchObject({ level: 50, msg: 'request failed', error: 'Error', code: 'ECONNREFUSED' })
    expect(last['at']).toMatch(/asvs-running\.test\.ts/)
    expect(JSON.stringify(last)).not.toContain('secret words')
  })

  test('every sign-in, done or refused, is in the audit log with who, when and how (V16.3.1, V16.3.3)', async () => {
    centre.app.pass(16 * 60_000)
    const entries = async () => {
      const { rows } = await sql<{ deed: string; outcome: string; by: string; detail: unknown; at: Date }>`
        select deed, outcome, by, detail, at from audit_entry where deed in ('people.signed-in', 'people.sign-in')`.execute(rawHandle(centre.app.db))
      return rows
    }
    const before = (await entries()).length
    await signIn(centre.app, { login: email, password: 'погрешна лозинка', address })
    const entered = await signIn(centre.app, { login: email, password, address })
    const added = (await entries()).slice(before)
    expect(entered.ok).toBe(true)
    expect(added.map(({ deed, outcome }) => `${deed} ${outcome}`).sort()).toEqual(['people.sign-in refused', 'people.signed-in done'])
    for (const { at } of added) expect(at.getTime()).toBe(centre.app.now().getTime())
    expect(JSON.stringify(added)).not.toMatch(/лозинка|@/)
  })
})

describe('V16 when something is gone, nothing opens', () => {
  const gone = () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' }))

  test('without the store of counted tries no secret is checked (V16.5.3)', async () => {
    const { app } = centre
    const broken = { ...app, db: { ...app.db, transact: gone } }
    await expect(signIn(broken, { login: email, password, address })).rejects.toThrow('gone')
    await expect(changePassword(broken, { token: sessions.get('learner') ?? '', current: password, password: 'сасвим нова лозинка', address })).rejects.toThrow(
      'gone',
    )
  })

  test('without the audit log nobody is let in, and what was begun is undone (V16.5.3)', async () => {
    const { app } = centre
    app.pass(16 * 60_000)
    await sql`alter table audit_entry rename to audit_entry_gone`.execute(rawHandle(app.db))
    const count = async () => (await sql<{ n: number }>`select count(*)::int as n from session`.execute(rawHandle(app.db))).rows[0]?.n
    const before = await count()
    try {
      await expect(signIn(app, { login: email, password, address })).rejects.toThrow()
      expect(await count()).toBe(before)
    } finally {
      await sql`alter table audit_entry_gone rename to audit_entry`.execute(rawHandle(app.db))
    }
    expect((await signIn(app, { login: email, password, address })).ok).toBe(true)
  })

  test('without the table of sessions nobody is anybody, and the page is a calm one (V16.5.1, V16.5.3)', async () => {
    const { app } = centre
    await sql`alter table session rename to session_gone`.execute(rawHandle(app.db))
    try {
      await expect(personOfSession(app.db, session ?? '', app.now())).rejects.toThrow()
      const told = await centre.ask('/sr/admin', { session })
      expect(told.status).toBe(500)
      expect(told.body).not.toMatch(/session_gone|relation|select |at .*\.ts/)
      expect((await centre.ask('/sr/courses')).status).toBe(200)
    } finally {
      await sql`alter table session_gone rename to session`.execute(rawHandle(app.db))
    }
    expect((await centre.ask('/sr/admin', { session })).status).toBe(200)
  })

  test('without the mail server people register and sign in, and their letters wait (V16.5.2)', async () => {
    const mail = openMailer({ smtpUrl: 'smtp://127.0.0.1:1', from: 'putokaz@primer.rs', folder: '/nowhere', host: 'localhost' })
    const sent = await mail.send({ id: 'a', to: email, subject: 'x', text: 'y' })
    expect(sent).toEqual({ ok: false, refusal: { passing: true, problem: 'connection' } })
    expect((await signIn(centre.app, { login: email, password, address })).ok).toBe(true)
  })

  test('a provider of single sign-on that is unknown or silent opens nothing (V16.5.2)', async () => {
    const began = await startSignOn(centre.app, { provider: 'nema', variant: 'sr-Cyrl', next: null, person: null, address })
    expect(began.ok).toBe(false)
    expect((await centre.ask('/sr/sign-in/with/nema/callback?code=x&state=y')).headers['set-cookie']?.join() ?? '').not.toMatch(/session=[^;]/)
  })
})
