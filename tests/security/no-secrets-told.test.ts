/** SEC-61: what is secret is in no log, no error, no measurement, no bundle, no row in clear, and not in the repository. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { inDatabase } from '../support/database.ts'
import { demoAccounts, type RunningServer, root, startServer } from '../support/server.ts'

const mark = (name: string) => `kanarinac-${name}-${randomBytes(9).toString('hex')}`
/** One for each place where something secret goes in. */
const canary = {
  smtpPassword: mark('smtp'),
  metricsToken: mark('metrics'),
  newPassword: mark('nova-lozinka'),
  wrongPassword: mark('pogresna-lozinka'),
  passwordAsLogin: mark('lozinka-umesto-imena'),
  key: mark('kljuc'),
  code: mark('kod'),
  cookie: mark('kolacic'),
  authorization: mark('ovlascenje'),
  query: mark('upit'),
  field: mark('polje'),
  body: mark('telo'),
}
let server: RunningServer
let session = ''
const heard: string[] = []

beforeAll(async () => {
  const env = { SMTP_URL: `smtp://ana:${canary.smtpPassword}@127.0.0.1:1`, PUTOKAZ_METRICS_TOKEN: canary.metricsToken }
  server = await startServer({ port: 4896, env })
  await useEverything()
})

afterAll(() => server.stop())

async function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const answer = await ask(server, path, {
    method: 'POST',
    headers: { origin: server.url, accept: 'text/html', ...headers },
    body: new URLSearchParams(fields),
  })
  heard.push(JSON.stringify([...answer.headers]), await answer.clone().text())
  return answer
}

/** Each canary goes where its like goes, and where it causes an error. */
async function useEverything(): Promise<void> {
  const { email = '', password = '' } = (await demoAccounts(server.dataFolder))['learner'] ?? {}
  const entered = await post('/sr/sign-in', { login: email, password, next: '' })
  session = /session=([^;]+)/.exec(entered.headers.getSetCookie().join())?.[1] ?? ''
  heard.length = 0
  await post('/sr/sign-in', { login: email, password: canary.wrongPassword, next: '' })
  await post('/sr/sign-in', { login: canary.passwordAsLogin, password: 'x', next: '' })
  await post('/sr/register', { email: 'nova@primer.invalid', name: 'Ана Пробић', password: canary.newPassword, next: '' })
  await post('/sr/forgotten', { email })
  await post(`/sr/confirm?key=${canary.key}`, { key: canary.key, password: canary.newPassword })
  await post(`/sr/reset?key=${canary.key}`, { key: canary.key, password: canary.newPassword })
  await post('/sr/with-code', { code: canary.code, userName: 'ana-proba', name: 'Ана Пробић', password: canary.newPassword, next: '' })
  await post('/sr/sign-in', { login: canary.field.repeat(500), password: canary.field }, { cookie: `session=${canary.cookie}` })
  for (const path of [`/sr/nothing?q=${canary.query}`, `/api/v1/nothing?x=${canary.query}`, `/sr/courses?x=${canary.query}`, '/health/ready', '/sr/me'])
    await ask(server, path, { headers: { cookie: `session=${canary.cookie}`, authorization: `Bearer ${canary.authorization}` } })
  await ask(server, '/api/v1/statements', {
    method: 'POST',
    headers: { origin: server.url, 'content-type': 'application/json' },
    body: `{"x": "${canary.body}"`,
  })
  // Letters fail, since nobody listens there; what is said of that must not say the password.
  await wait(3000)
}

function found(text: string, secrets: Record<string, string> = canary): string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => (secret !== '' && text.includes(secret) ? [name] : []))
}

describe('A secret', () => {
  test('is in no answer', () => {
    // Who typed a wrong login or code finds it in the field again: her own words, told to nobody else.
    const { passwordAsLogin: _login, code: _code, field: _field, key: _key, ...secret } = canary
    expect(found(heard.join('\n'), { ...secret, session })).toEqual([])
  })

  test('is in no log and not on the screen', () => {
    const log = readFileSync(join(server.dataFolder, 'putokaz.log'), 'utf8')
    expect(log).toContain('"msg":')
    expect(found(log + server.said(), { ...canary, session })).toEqual([])
  })

  test('is not in the measurements, and these need the token from elsewhere', async () => {
    const measured = await (await ask(server, '/metrics')).text()
    expect(measured).toContain('putokaz_requests_total')
    expect(found(measured, { ...canary, session })).toEqual([])
  })

  test('is in no row of the database', async () => {
    const rows = await inDatabase(server.dataFolder, async (client) => {
      const tables = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
      )
      const texts: string[] = []
      for (const { name } of tables.rows)
        texts.push(...(await client.query<{ row: string }>(`select t::text as row from ${name} t`)).rows.map(({ row }) => row))
      return texts.join('\n')
    })
    expect(rows).toContain('marija@primer.invalid')
    expect(found(rows, { ...canary, session })).toEqual([])
  })

  test('is in no file of the data folder but the one that hands out the sample accounts', () => {
    const files = readdirSync(server.dataFolder, { recursive: true, encoding: 'utf8' }).filter((file) => !/^(postgres|database|pg)/.test(file))
    const leaks = files.flatMap((file) => {
      const full = join(server.dataFolder, file)
      return existsSync(full) && statSync(full).isFile() && statSync(full).size < 5e6
        ? found(readFileSync(full, 'latin1'), { ...canary, session }).map((name) => `${file}: ${name}`)
        : []
    })
    expect(leaks).toEqual([])
  })
})

describe('What browsers are sent', () => {
  const client = join(root, 'build/client')
  const files = readdirSync(client, { recursive: true, encoding: 'utf8' }).filter((file) => statSync(join(client, file)).isFile())

  test('has no source map, and no code of the server', () => {
    expect(files.length).toBeGreaterThan(10)
    expect(files.filter((file) => file.endsWith('.map'))).toEqual([])
    const scripts = files.filter((file) => file.endsWith('.js')).map((file) => [file, readFileSync(join(client, file), 'utf8')] as const)
    const ofServer = /sourceMappingURL|argon2|kysely|pg-boss|select .* from |password_hash|question_key|node:crypto/
    expect(scripts.filter(([, text]) => ofServer.test(text)).map(([file]) => file)).toEqual([])
  })

  test('has no path of a machine', () => {
    expect(files.filter((file) => readFileSync(join(client, file), 'latin1').includes(root))).toEqual([])
  })
})

test('the repository holds no key, token or password', () => {
  const shapes = [
    '-----BEGIN [A-Z ]*PRIVATE KEY',
    'AKIA[0-9A-Z]{16}',
    'gh[pousr]_[A-Za-z0-9]{30,}',
    'xox[abprs]-[A-Za-z0-9-]{20,}',
    'eyJ[A-Za-z0-9_-]{20,}\\.eyJ[A-Za-z0-9_-]{20,}\\.',
    '(postgres(ql)?|smtps?)://[^:@/ ]+:[^@$ {}%]{3,}@[a-z0-9.-]*[a-z]\\.(rs|com|org|net)',
  ]
  const folders = [
    'src',
    'packages',
    'tests',
    'tools',
    'bin',
    'bench',
    'centre',
    'deploy',
    'docs',
    'conformance',
    '.ci',
    'package.json',
    'README.md',
    'CONTRIBUTING.md',
  ]
  const hits = shapes.flatMap((shape) => {
    try {
      return execFileSync('grep', ['-rnIE', '--exclude-dir=node_modules', '-e', shape, ...folders], { cwd: root, encoding: 'utf8' })
        .split('\n')
        .filter(Boolean)
    } catch {
      // grep ends with 1 when it finds nothing.
      return []
    }
  })
  expect(hits.filter((hit) => !hit.startsWith('tests/security/no-secrets-told.test.ts:'))).toEqual([])
})
