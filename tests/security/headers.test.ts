/** SEC-62: headers and cookies on every kind of answer, errors included, on both host names. */
import { describe, expect, inject, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { templates } from '../support/templates.ts'

const centre = inject('centre')
const prefixes = ['sr', 'sr-latn', 'en']
const errors = ['/sr/nothing-here', '/nothing', '/api/v1/nothing', '/files/nothing', '/sr/courses/%ff', '/.env', '/sr/verify/XXXX', '/settings.css']
const machines = ['/health/live', '/health/ready', '/robots.txt', '/sitemap.xml', '/sr/news/rss.xml', '/sr/manifest.webmanifest']

/** What is wrong with the headers of an answer (OWASP ASVS 5.0 V3.4, V14.3.2). */
function faultsOf(answer: Response): string[] {
  const has = (name: string) => answer.headers.get(name) ?? ''
  const policy = has('content-security-policy')
  const rules: [string, boolean][] = [
    // The announcer of Kit carries a style attribute; a file in the sandbox may style itself.
    ['content-security-policy', /default-src 'none'/.test(policy) && !/unsafe-/.test(policy.replace(/style-src-attr [^;]*|^sandbox;.*/, ''))],
    ['frame-ancestors', /frame-ancestors 'none'/.test(policy)],
    ['base-uri', /base-uri '(none|self)'|sandbox/.test(policy)],
    ['x-content-type-options', has('x-content-type-options') === 'nosniff'],
    ['referrer-policy', has('referrer-policy') !== ''],
    ['cross-origin-opener-policy', has('cross-origin-opener-policy') === 'same-origin'],
    ['cross-origin-resource-policy', /^same-(origin|site)$/.test(has('cross-origin-resource-policy'))],
    ['strict-transport-security', /^max-age=31536000/.test(has('strict-transport-security'))],
    ['no access for other origins', has('access-control-allow-origin') === ''],
    ['no name of a program', has('server') === '' && has('x-powered-by') === ''],
    ['charset', !/^text\//.test(has('content-type')) || /charset=utf-8/i.test(has('content-type'))],
    [
      'cookies',
      answer.headers
        .getSetCookie()
        .every((cookie) => /; *Secure/i.test(cookie) && /; *HttpOnly/i.test(cookie) && /; *SameSite=(Lax|Strict)/i.test(cookie) && !/domain=/i.test(cookie)),
    ],
  ]
  return rules.filter(([, fine]) => !fine).map(([name]) => name)
}

describe.each(prefixes)('in the variant %s', (prefix) => {
  test.each(templates.map(({ path }) => `/${prefix}${path}`))('%s carries every header', async (path) => {
    expect(faultsOf(await ask(centre, path))).toEqual([])
  })
})

test.each([...errors, ...machines])('%s carries every header', async (path) => {
  expect(faultsOf(await ask(centre, path))).toEqual([])
})

test.each([
  ['PUT', 403],
  ['DELETE', 403],
  ['PATCH', 403],
  ['TRACE', 405],
  ['PROPFIND', 405],
])('the method %s is refused with every header', async (method, status) => {
  const answer = await ask(centre, '/sr', { method })
  expect(answer.status).toBe(status)
  expect(faultsOf(answer)).toEqual([])
})

test('a file on the content host is sandboxed, and an unknown one is too', async () => {
  for (const path of ['/files/nothing', '/', '/sr', '/api/v1/nothing', '/health/live']) {
    const answer = await ask(centre, new URL(path, centre.tls?.contentUrl).href)
    expect([path, answer.status]).toEqual([path, 404])
    expect([path, faultsOf(answer)]).toEqual([path, []])
    expect(answer.headers.getSetCookie()).toEqual([])
  }
})

test('what a device keeps may be read by pages of the public address, and by those of no other', async () => {
  const { origin } = new URL(centre.url)
  const offer = await ask(centre, '/api/v1/kept')
  const { courses } = (await offer.json()) as { courses: { files: { href: string; is: string }[] }[] }
  const addressOf = (kind: string) => courses.flatMap(({ files }) => files).find(({ is }) => is === kind)?.href ?? ''
  const onContentHost = new URL(addressOf('picture'), centre.tls?.contentUrl).href
  for (const path of ['/api/v1/kept', addressOf('content'), onContentHost]) {
    const answer = await ask(centre, path, { headers: { origin: 'https://evil.example' } })
    expect([path, answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([path, 200, origin])
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
    expect(faultsOf(answer).filter((fault) => !/other origins|cross-origin-resource-policy/.test(fault))).toEqual([])
  }
  expect(faultsOf(await ask(centre, addressOf('picture')))).toEqual([])
})
