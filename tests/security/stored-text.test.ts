/**
 * SEC-10 (ASVS V1.2.1, V1.2.2, V1.2.10, V1.3.1, V3.2.2): payloads are written into every form as a learner, a coordinator and an administrator
 * would, as names of files and of providers, in tables and by the machine addresses; wherever they are seen later they are text.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hashSecret } from '../../src/modules/people/secrets.ts'
import { ask } from '../support/ask.ts'
import { prefixes, visitor } from '../support/browser.ts'
import { inDatabase } from '../support/database.ts'
import { newLearner, postForm, sessionOf } from '../support/people.ts'
import { demoAccounts, type RunningServer, startServer } from '../support/server.ts'
import { pageFolders, templates } from '../support/templates.ts'
import { times, whole } from './extent.ts'
import { type Filled, fillForms, press } from './form-filling.ts'
import { payloads, polyglots } from './payloads.ts'
import { wouldRun } from './would-run.ts'

const port = 4899
const number = 'XSSX-XSSX-XSS2'
type Who = 'visitor' | 'learner' | 'coordinator' | 'admin' | 'auditor'
const dataFolder = mkdtempSync(join(tmpdir(), 'putokaz-stored-'))
const [one = '', two = ''] = polyglots
let server: RunningServer
let centre: Parameters<typeof newLearner>[1] & object
const sessions: Partial<Record<Who, string>> = {}
const passwords: Partial<Record<Who, string>> = {}
const filled: Filled[] = []
/** Every address at which something was answered, without its variant. */
const places = new Set(templates.map(({ path }) => path))

beforeAll(async () => {
  const client = { clientId: 'x', secret: 'x', opensAccounts: true }
  const provider = { id: 'prvi', name: { 'sr-Cyrl': one, en: two }, issuer: 'https://ulaz.primer.invalid', ...client }
  writeFileSync(join(dataFolder, 'single-sign-on.json'), JSON.stringify({ providers: [provider] }))
  server = await startServer({ port, dataFolder })
  centre = { url: server.url, dataFolder, accounts: await demoAccounts(dataFolder) }
  for (const role of ['coordinator', 'admin'] as const) {
    sessions[role] = await sessionOf(role, centre)
    passwords[role] = centre.accounts[role]?.password ?? ''
  }
  const [learner, auditor] = [await newLearner(one, centre), await newLearner(two, centre)]
  Object.assign(sessions, { learner: learner.session, auditor: auditor.session })
  passwords.learner = learner.password
  await inDatabase(dataFolder, async (client) => {
    const idOf = async (session: string) =>
      String((await client.query('select person from session where token_hash = $1', [hashSecret(session)])).rows[0]?.person)
    await client.query(`insert into role_grant (person, role, scope) values ($1, 'auditor', '')`, [await idOf(auditor.session)])
    await client.query(
      `insert into certificate (number, person, course, course_version, version, issued_at, frozen) values ($1, $2, 'C01', gen_random_uuid(), '1', now(), $3)`,
      [number, await idOf(learner.session), JSON.stringify(frozen)],
    )
  })
})

afterAll(async () => {
  await server?.stop()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** What a certificate says for good, each word of a person or of the centre a payload. */
const frozen = {
  title: { 'sr-Cyrl': one, en: one },
  centre: { 'sr-Cyrl': two, en: two },
  names: { cyrillic: one, latin: two },
  course: { code: 'C01', version: '1', title: { 'sr-Cyrl': one, en: two }, format: 'online', hours: 1 },
  outcomes: [{ 'sr-Cyrl': two, en: one }],
  completedOn: '2026-11-20',
  issuedOn: '2026-11-20',
  issuer: { issuer: { 'sr-Cyrl': one }, signatory: { 'sr-Cyrl': two }, registerNumber: one },
  sample: false,
}

let turn = 0
/** As many payloads as a field takes, others each time; in the short form one of two that leave almost any place. */
function text(limit: number): string {
  if (!whole) return polyglots[turn++ % polyglots.length]?.slice(0, limit) ?? ''
  let all = ''
  for (let next = payloads[turn % payloads.length] ?? ''; all.length + next.length < limit; next = payloads[turn % payloads.length] ?? '') {
    all += ` ${next}`
    turn++
  }
  turn++
  return all.trim() || one.slice(0, limit)
}

const cookie = (who: Who): Record<string, string> => (sessions[who] === undefined ? {} : { cookie: `session=${sessions[who]}` })
const get = (path: string, who: Who) => ask(centre, path, { headers: { accept: 'text/html', ...cookie(who) } })

async function browserAs(who: Who, options: Parameters<typeof visitor>[0]): Promise<BrowserContext> {
  const context = await visitor({ baseURL: centre.url, expected: [/^40\d /, /^413 /, /status of 4\d\d/, /^error: Failed to load resource/], ...options })
  const session = sessions[who]
  if (session !== undefined) await context.addCookies([{ name: 'session', value: session, url: centre.url, httpOnly: true, sameSite: 'Lax' }])
  return context
}

/** People and entries, a payload in every column that takes words. */
async function table(path: string, chosen: string): Promise<string> {
  const cell = (words: string) => `"${words.replaceAll('"', '""')}"`
  if (!path.includes('tables'))
    return ['ime;eposta;institucija;uloga;pismo', `${cell(text(100))};;KIRS;learner;cir`, `${cell(text(100))};x${turn}@primer.invalid;;;`].join('\n')
  const now = await (await postForm(`/sr/admin/institutions/tables/${chosen || 'institution'}`, {}, sessions.coordinator, centre)).text()
  const [head = '', first = '', ...rest] = now.replace(/^\ufeff/, '').split(/\r?\n/)
  const cells = first.split(';')
  const changed = cells.map((words, column) => (column > 0 && /^[\p{L} ]{8,}$/u.test(words) ? cell(`${words} ${text(80)}`) : words))
  return [head, changed.join(';'), ...rest].join('\r\n')
}

/** Pages whose forms end the session of whoever sends them, and the show of components. */
const left = /^\/(sign-out|me\/security\/sessions|me\/privacy\/erase|confirm|reset|ui)/
/** The short form fills each form once, by the first of them who may. */
const done = new Set<string>()

const routeOf = (path: string) => path.replace(/[?#].*/, '').replaceAll(/\/[0-9a-f-]{36}|\/entries\/[^/]+\/[^/]+/g, '/*')

/** All pages with forms that somebody can open, and those to which they lead, one of each kind. */
async function fillAs(who: Who): Promise<void> {
  const context = await browserAs(who, { javaScriptEnabled: false })
  await context.route(/\.(css|js|woff2)(\?|$)/, (asked) => asked.abort())
  const page = await context.newPage()
  const waiting = [...new Set([...['/me/security/confirm', '/desk/people', '/me/name', '/me/security/email', '/me/sign-ons'], ...places])].filter(
    (path) => !left.test(path),
  )
  const met = new Map<string, number>(waiting.map((path) => [routeOf(path), 1]))
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const answer = await get(`/sr${path}`, who)
    if (answer.status !== 200) continue
    const html = await answer.text()
    for (const [, link = ''] of html.matchAll(/href="\/sr(\/(?:admin|me|desk)\/[^"#]+)"/g)) meet(link.replaceAll('&amp;', '&'))
    if (!/<(textarea|input [^>]*type="(text|search|email|file|url|tel))/.test(html.replace(/<header[\s\S]*?<\/header>/, ''))) continue
    if (!whole && done.has(routeOf(path))) continue
    done.add(routeOf(path))
    for (const one of await fillForms(page, `/sr${path}`, {
      text,
      password: passwords[who] ?? 'dug put do sigurnog znanja',
      login: centre.accounts['learner']?.email ?? '',
      table,
    })) {
      filled.push(one)
      meet(one.landed.replace(/^\/sr/, ''))
      if (one.files > 0) await afterTable(page)
    }
  }
  expect((await get('/sr/me', who)).status, `${who} is still signed in`).toBe(who === 'visitor' ? 303 : 200)

  function meet(path: string): void {
    const seen = met.get(routeOf(path)) ?? 0
    if (seen >= 2 || left.test(path) || /\/(csv|json|sample|pdf|copies)\b/.test(path)) return
    met.set(routeOf(path), seen + 1)
    places.add(path)
    waiting.push(path)
  }
}

/** A dry run that found nothing wrong is done. */
async function afterTable(page: Page): Promise<void> {
  const done = (await press(page, '?/do')) || (await press(page, '?/bring'))
  if (done) places.add(new URL(page.url()).pathname.replace(/^\/sr/, ''))
}

describe('Payloads are written', () => {
  test.each(['learner', 'coordinator', 'admin', 'visitor'] as const)('into every form as %s', { timeout: 900_000 }, async (who) => {
    const before = filled.length
    for (let round = 0; round < times(8, 1); round++) await fillAs(who)
    expect(filled.length).toBeGreaterThan(before)
    // What is repeated beside a refusal is text as well.
    expect(filled.slice(before).flatMap(({ path, html }) => wouldRun(html).map((fault) => `${path}: ${fault}`))).toEqual([])
  })

  test('into notes and answers by the machine addresses', async () => {
    const headers = { ...cookie('learner'), origin: centre.url, 'content-type': 'application/json', accept: 'application/json' }
    for (const words of whole ? payloads : polyglots) {
      const body = JSON.stringify({ course: 'C01', unit: '1-1-medjunarodni-pojmovi', text: words })
      const answer = await ask(centre, '/api/v1/learning/notes', { method: 'PUT', headers, body })
      expect(answer.status, words).toBeLessThan(300)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('and most of them were taken, by every page that has a form for words', () => {
    const taken = filled.filter((one) => one.taken)
    expect(taken.length).toBeGreaterThan(filled.length / 2)
    const routes = new Set(filled.map(({ path }) => path.replace(/^\/sr|\?.*/g, '')))
    for (const wanted of [
      '/me/name',
      '/me/privacy',
      '/register',
      '/admin/settings/look',
      '/admin/people/invite',
      '/admin/people/import',
      '/admin/institutions/tables',
    ])
      expect([...routes], wanted).toContain(wanted)
    expect(filled.filter(({ files }) => files > 0).length).toBeGreaterThanOrEqual(3)
    expect(pageFolders().length).toBeGreaterThan(50)
  })
})

interface View {
  readonly who: Who
  readonly path: string
}
const seen: View[] = []
const viewers = ['visitor', 'learner', 'coordinator', 'admin', 'auditor'] as const

describe('Seen again they are text', () => {
  test('on every page, in every variant, by whoever may see it', { timeout: 900_000 }, async () => {
    await postForm('/sr/admin/audit?/reason', { reason: 'planned-audit' }, sessions.auditor, centre)
    for (const path of [`/verify/${number}`, `/me/certificates/${number}`, '/me/certificates', '/desk/people']) places.add(path)
    // In the short form each sees a page in one variant, and all of them together in three.
    const variants = (turn: number) => (whole ? prefixes : prefixes.filter((_, order) => order === turn % prefixes.length))
    const asked = viewers.flatMap((who, i) => [...places].flatMap((path, j) => variants(i + j).map((prefix) => ({ who, path: `/${prefix}${path}` }))))
    const faults: string[] = []
    const work = async () => {
      for (let next = asked.pop(); next; next = asked.pop()) {
        const answer = await get(next.path, next.who)
        const html = await answer.text()
        expect(answer.status, `${next.who} ${next.path}`).toBeLessThan(500)
        if (html.includes('__xss')) seen.push(next)
        faults.push(...wouldRun(html).map((fault) => `${next.who} ${next.path}: ${fault}`))
      }
    }
    await Promise.all([work(), work(), work(), work()])
    expect(faults).toEqual([])
    // They are there to be seen, or this test would tell nothing.
    for (const who of viewers) expect(seen.filter((view) => view.who === who).length, who).toBeGreaterThan(2)
  })

  test('in a browser that no content policy protects, nothing runs', { timeout: 900_000 }, async () => {
    const faults: string[] = []
    for (const who of viewers) {
      const context = await browserAs(who, { bypassCSP: true })
      await context.addInitScript(() => Object.defineProperty(window, '__xss', { set: () => console.error('a payload ran'), get: () => 0 }))
      const page = await context.newPage()
      page.on('dialog', (dialog) => void dialog.dismiss().then(() => faults.push(`a dialog on ${page.url()}`)))
      const views = seen.filter((view) => view.who === who)
      const kinds = new Map(views.map((view) => [routeOf(view.path.replace(/^\/[a-z-]+/, '')), view]))
      for (const { path } of whole ? views : kinds.values()) {
        await page.goto(path)
        faults.push(...wouldRun(await page.content()).map((fault) => `${who} ${path}: ${fault}`))
      }
    }
    // `visitor` fails the test for every error in the console, so for each payload that ran.
    expect(faults).toEqual([])
  })

  test('and with the policy of the centre none of it is even tried', { timeout: 300_000 }, async () => {
    const page = await (await browserAs('admin', {})).newPage()
    const views = seen.filter((view) => view.who === 'admin').slice(0, times(500, 8))
    for (const { path } of views) await page.goto(path)
    expect(views.length).toBeGreaterThan(3)
  })

  test('inherited by letters, in their head, text and HTML', async () => {
    const folder = join(dataFolder, 'mail')
    const files = readdirSync(folder).filter((file) => file.endsWith('.eml'))
    const letters: ParsedMail[] = await Promise.all(files.map((file) => simpleParser(readFileSync(join(folder, file)))))
    expect(letters.filter(({ text: words = '' }) => words.includes('__xss')).length).toBeGreaterThan(0)
    expect(letters.flatMap(({ html, subject }) => wouldRun(html || '').map((fault) => `${subject}: ${fault}`))).toEqual([])
    const page = await (await visitor({ expected: [/ERR_|Failed to load/] })).newPage()
    await page.addInitScript(() => Object.defineProperty(window, '__xss', { set: () => console.error('a payload ran'), get: () => 0 }))
    for (const { html } of letters.filter((letter) => (letter.html || '').includes('__xss')).slice(0, times(200, 5))) await page.setContent(html || '')
  })

  test('in tables that are taken away, which no browser opens as a page', async () => {
    const given = [
      await get('/sr/desk/people/csv', 'coordinator'),
      await get('/sr/admin/privacy/register/csv', 'admin'),
      await get('/sr/admin/privacy/register/json', 'admin'),
      await postForm('/sr/admin/audit/csv', {}, sessions.admin, centre),
      await postForm('/sr/admin/institutions/tables/institution', {}, sessions.coordinator, centre),
      await get('/sr/admin/people/import/sample', 'admin'),
    ]
    for (const answer of given) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toMatch(/^(text\/csv|application\/json)/)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment/)
    }
    const [people] = given
    expect(await people?.text()).toContain('__xss')
  })

  test('in the text of a certificate', { timeout: 120_000 }, async () => {
    const answer = await get(`/sr/me/certificates/${number}/pdf`, 'learner')
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const bytes = Buffer.from(await answer.arrayBuffer())
    const file = join(dataFolder, 'proba.pdf')
    writeFileSync(file, bytes)
    expect(execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).replaceAll(/\s/g, '')).toContain('<svgonload=window.__xss=1>')
    expect(bytes.toString('latin1')).not.toMatch(/\/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFile)\b/)
  })
})
