/** SEC-22 and SEC-21 (ASVS V3.4.6, V3.4.8, V3.7.2): no foreign page shows ours in a frame or keeps a hand on our window, and nobody is led away by our address. */
import { expect, inject, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { visitor } from '../support/browser.ts'
import { newLearner, sessionHeader } from '../support/people.ts'

const centre = inject('centre')
/** Of the same site as ours, and yet a stranger: the case that names below `localhost` would hide. */
const strangers = ['https://evil.putokaz.test', 'https://evil.example']
const framed = ['/sr', '/sr/sign-in', '/sr/courses/C01', '/sr/register', '/sr/search?q=azil', '/sr/verify']

/** A page of somebody else, without a server of its own. */
async function foreignPage(html: string, stranger: string) {
  const context = await visitor({ expected: [/frame|Refused|ERR_BLOCKED|violates/i] })
  await context.route(`${stranger}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html }))
  const page = await context.newPage()
  await page.goto(`${stranger}/`)
  return page
}

test.each(strangers.flatMap((stranger) => framed.map((path) => [stranger, path])))('%s can not frame %s', async (stranger, path) => {
  const page = await foreignPage(`<iframe src="${centre.url}${path}"></iframe>`, stranger)
  await page.waitForTimeout(400)
  const frame = page.frames()[1]
  const shown = (await frame?.content().catch(() => '')) ?? ''
  expect(shown).not.toContain('site-header')
})

test.each(framed)('%s forbids frames in both ways that browsers know, so that neither stands in for the other unseen', async (path) => {
  const { headers } = await ask(centre, path, { headers: { accept: 'text/html' } })
  expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
  expect(headers.get('x-frame-options')).toBe('DENY')
})

test('a page that opened ours keeps no hand on it, nor ours on it', async () => {
  const page = await foreignPage('<p>x</p>', strangers[1] ?? '')
  const opened = page.context().waitForEvent('page')
  await page.evaluate(`window.w = window.open('${centre.url}/sr')`)
  const ours = await opened
  await ours.waitForLoadState()
  expect(await ours.evaluate('window.opener')).toBeNull()
  // Cut off, its handle tells a closed window (HTML, cross-origin opener policies).
  await expect.poll(() => page.evaluate('window.w.closed')).toBe(true)
})

const away = [
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%5cevil.example',
  '/%2f%2fevil.example',
  'https:evil.example',
  'https:/evil.example',
  'http:\\\\evil.example',
  '/sr//evil.example',
  '/sr/..//evil.example',
  '/sr/%2e%2e//evil.example',
  '/sr\\@evil.example',
  '//app.putokaz.test@evil.example',
  '//evil.example/sr',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '\tjavascript:alert(1)',
  '/\t/evil.example',
  '/\n/evil.example',
  '\u0000//evil.example',
  'sr/../../evil.example',
  '.evil.example',
  '@evil.example',
  ':80@evil.example',
  '/srevil.example',
  '/sr?next=//evil.example\\',
]

function leadsHome(location: string | null, status: number): boolean {
  if (location === null) return status < 300 || status >= 400
  const { origin } = new URL(location, centre.url)
  return origin === centre.url && !/^[/\\]{2}/.test(location)
}

test('thirty addresses lead nobody away after signing in, signing out or reading on', { timeout: 120_000 }, async () => {
  const { session } = await newLearner()
  const cookie = sessionHeader(session)
  const astray: string[] = []
  for (const next of away) {
    const places = [
      `/sr/sign-in?next=${encodeURIComponent(next)}`,
      `/sr/register?next=${encodeURIComponent(next)}`,
      `/sr/with-code?next=${encodeURIComponent(next)}`,
      `/${encodeURIComponent(next)}`,
      `/sr/${encodeURIComponent(next)}`,
    ]
    for (const path of places) {
      const { headers, status } = await ask(centre, path, { headers: { cookie } })
      if (!leadsHome(headers.get('location'), status)) astray.push(`${path} → ${headers.get('location')}`)
    }
  }
  expect(astray).toEqual([])
})

test('the same after a form: where it says to go on is judged again when it is sent', { timeout: 120_000 }, async () => {
  const { userName, password } = await newLearner()
  const astray: string[] = []
  // Each sends the right password, and only so many are checked in a quarter of an hour.
  for (const next of away.slice(0, 12)) {
    const body = new URLSearchParams({ login: userName, password, next })
    const { headers, status } = await ask(centre, '/sr/sign-in', { method: 'POST', headers: { origin: centre.url, accept: 'text/html' }, body })
    if (status !== 303 || !leadsHome(headers.get('location'), status)) astray.push(`${next} → ${status} ${headers.get('location')}`)
  }
  expect(astray).toEqual([])
})
