import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '#platform/config.ts'
import { openDatabase } from '#platform/db.ts'
import { createLog } from '#platform/log.ts'
import { runningPostgres } from '#platform/postgres/index.ts'
import { loadCentre } from '../../src/centre/load-centre.ts'
import { openApp } from '../../src/open-app.ts'
import { demoAccounts, type RunningServer, root, startServer } from '../support/server.ts'

let first: RunningServer
let second: RunningServer
let databaseUrl = ''
const news = '2026-11-22-scenariji-obuke'

beforeAll(async () => {
  first = await startServer({ port: 4885 })
  const place = await runningPostgres(first.dataFolder)
  databaseUrl = `postgresql://${place?.user}@localhost:${place?.port}/${place?.database}?host=${encodeURIComponent(place?.host ?? '')}`
  second = await startServer({ port: 4886, env: { DATABASE_URL: databaseUrl, PUTOKAZ_URL: first.url } })
}, 180_000)

afterAll(async () => {
  await second.stop()
  await first.stop()
})

/** Loads the centre with another headline for one news item, as a third process would. */
async function publish(headline: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'putokaz-centre-'))
  const config = readConfig({ PUTOKAZ_DATA: folder, DATABASE_URL: databaseUrl })
  if (!config.ok) throw new Error(config.refusal.rule)
  const app = await openApp(config.value, openDatabase({ connection: { connectionString: databaseUrl } }), createLog(join(folder, 'log')))
  try {
    await cp(join(root, 'centre'), join(folder, 'centre'), { recursive: true })
    const file = join(folder, 'centre/news', `${news}.md`)
    await writeFile(file, (await readFile(file, 'utf8')).replace(/^( {2}sr-Cyrl:) .*$/m, `$1 "${headline}"`))
    const loaded = await loadCentre(app, join(folder, 'centre'))
    expect(loaded).toMatchObject({ ok: true })
  } finally {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  }
}

function ask(server: RunningServer, path: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(server.url + path, { redirect: 'manual', headers })
}

/** A visitor's answer: the same bytes for all, no nonce, and a weak point for nobody to guess. */
async function kept(server: RunningServer, path: string): Promise<string> {
  const answer = await ask(server, path)
  expect(answer.headers.get('cache-control')).toContain('public')
  expect(answer.headers.get('content-security-policy')).not.toContain('nonce')
  return answer.text()
}

describe('Two servers on one database', () => {
  it('show what is published at once, both, though both had kept the page', async () => {
    const paths = [`/sr/news/${news}`, '/sr/news', '/sr']
    for (let round = 1; round <= 5; round++) {
      await Promise.all(paths.flatMap((path) => [kept(first, path), kept(second, path)]))
      const headline = `Вест број ${round} за оба сервера`
      await publish(headline)
      for (const path of paths) {
        expect(await kept(second, path), `second ${path}`).toContain(headline)
        expect(await kept(first, path), `first ${path}`).toContain(headline)
      }
    }
  }, 120_000)

  it('tell a browser that has the old page that it is old, and one that has the new page that it is', async () => {
    const old = await ask(first, `/sr/news/${news}`)
    const etag = old.headers.get('etag') ?? ''
    expect((await ask(second, `/sr/news/${news}`, { 'if-none-match': etag })).status).toBe(304)
    await publish('Вест после промене')
    for (const server of [first, second]) expect((await ask(server, `/sr/news/${news}`, { 'if-none-match': etag })).status).toBe(200)
  })

  it('never show a signed-in person what is kept, nor keep what she was shown', async () => {
    const { learner } = await demoAccounts(first.dataFolder)
    const entered = await fetch(`${first.url}/sr/sign-in`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: first.url },
      body: new URLSearchParams({ login: learner?.email ?? '', password: learner?.password ?? '' }),
    })
    const session = /session=[^;]+/.exec(entered.headers.getSetCookie().join())?.[0] ?? ''
    const paths = ['/sr', '/sr/courses', '/sr/courses/C01', '/sr/courses/C01/1-1-medjunarodni-pojmovi', '/sr/library', '/sr/glossary', '/sr/search?q=azil']
    for (const server of [first, second]) {
      for (const path of paths) {
        await (await ask(server, path)).text()
        const hers = await ask(server, path, { cookie: session })
        const page = await hers.text()
        expect({ path, cache: hers.headers.get('cache-control'), me: page.includes('href="/sr/me"') }).toMatchObject({
          path,
          cache: expect.stringMatching(/private/),
          me: true,
        })
        const anyone = await (await ask(server, path)).text()
        expect({ path, me: anyone.includes('href="/sr/me"'), door: anyone.includes('href="/sr/sign-in') }).toEqual({ path, me: false, door: true })
      }
    }
  })

  it('never give one nonce twice', async () => {
    const nonces: string[] = []
    for (let round = 0; round < 25; round++) {
      for (const server of [first, second]) {
        for (const path of ['/sr/sign-in', '/sr/verify', '/sr/courses/C01/tests/1']) {
          const answer = await ask(server, path, { cookie: 'x=1' })
          nonces.push(...(answer.headers.get('content-security-policy') ?? '').matchAll(/'nonce-([^']+)'/g).map(([, nonce]) => nonce ?? ''))
        }
      }
    }
    expect(new Set(nonces).size).toBe(nonces.length)
  })

  it('take one session, one answer and one sign-out as one', async () => {
    const { author } = await demoAccounts(first.dataFolder)
    const post = (server: RunningServer, path: string, fields: Record<string, string>, cookie = '') =>
      fetch(server.url + path, { method: 'POST', redirect: 'manual', headers: { origin: first.url, cookie }, body: new URLSearchParams(fields) })
    const entered = await post(first, '/sr/sign-in', { login: author?.email ?? '', password: author?.password ?? '' })
    const session = /session=[^;]+/.exec(entered.headers.getSetCookie().join())?.[0] ?? ''
    expect((await ask(second, '/sr/me', { cookie: session })).status).toBe(200)
    await post(second, '/sr/sign-out', {}, session)
    expect((await ask(first, '/sr/me', { cookie: session })).status).toBe(303)
  })
})
