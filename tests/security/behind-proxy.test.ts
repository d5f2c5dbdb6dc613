/** The proxy of `deploy/nginx.conf`, in front of a real centre: only names, ports and the place of the certificate are others. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ask } from '../support/ask.ts'
import { demoAccounts, type RunningServer, root, startServer } from '../support/server.ts'
import { makeCertificate } from '../support/test-authority.ts'

const ports = { server: 4893, plain: 4894, tls: 4895 }
const url = `https://app.putokaz.test:${ports.tls}`
const contentUrl = `https://content.putokaz.test:${ports.tls}`
const folder = mkdtempSync(join(tmpdir(), 'putokaz-proxy-'))
const made = makeCertificate(folder, ['app.putokaz.test', 'content.putokaz.test'])
const centre = { url, tls: { ca: made.ca, spki: made.spki, contentUrl } }
let server: RunningServer
let proxy: ChildProcessByStdio<null, null, Readable> | undefined
let said = ''

/** The example with this machine's names, in the frame that a package of nginx brings. */
function configuration(): string {
  const example = readFileSync(join(root, 'deploy/nginx.conf'), 'utf8')
    .replace('server putokaz:3000;', `server 127.0.0.1:${ports.server};`)
    .replaceAll('example.org$request_uri', `putokaz.test:${ports.tls}$request_uri`)
    .replaceAll('example.org', 'putokaz.test')
    .replaceAll(/listen (\[::\]:)?80\b/g, `listen $1${ports.plain}`)
    .replaceAll(/listen (\[::\]:)?443\b/g, `listen $1${ports.tls}`)
    .replaceAll(/^ *listen \[::\].*\n/gm, '')
    // Debian 12 has nginx 1.22, which says this at `listen`.
    .replace('http2 on;', '')
    .replace('/etc/nginx/tls/certificate.pem', made.certificate)
    .replace('/etc/nginx/tls/key.pem', made.key)
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${folder}/${name};`).join('\n')
  return `pid ${folder}/pid;\nerror_log stderr;\nevents {}\nhttp {\naccess_log off;\n${places}\n${example}\n}\n`
}

beforeAll(async () => {
  server = await startServer({ port: ports.server, env: { PUTOKAZ_URL: url, PUTOKAZ_CONTENT_URL: contentUrl, PUTOKAZ_PROXY: '1' } })
  writeFileSync(join(folder, 'nginx.conf'), configuration())
  proxy = spawn('/usr/sbin/nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'pipe'] })
  proxy.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  for (let tries = 0; tries < 100; tries++) {
    if ((await ask(centre, '/health/ready').catch(() => undefined))?.ok) return
    await wait(100)
  }
  throw new Error(`The proxy did not come up:\n${said}`)
})

afterAll(async () => {
  proxy?.kill('SIGQUIT')
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

test('pages come by the public name, over TLS, with every promise of the program', async () => {
  const home = await ask(centre, '/sr')
  expect(home.status).toBe(200)
  expect(home.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/)
  expect(await home.text()).toContain('<html lang="sr-Cyrl"')
  expect(home.headers.get('server')).toBe('nginx')
})

test('plain http is sent to https, and an unknown name gets no handshake', async () => {
  const plain = await ask({ url: `http://app.putokaz.test:${ports.plain}` }, '/sr/courses')
  expect([plain.status, plain.headers.get('location')]).toEqual([301, `${url}/sr/courses`])
  const machine = await ask({ url: `http://app.putokaz.test:${ports.plain}` }, '/api/v1/certificates/7F3K-92QX-M4TD')
  expect([machine.status, machine.headers.get('location')]).toEqual([403, null])
  await expect(ask({ ...centre, url: `https://other.putokaz.test:${ports.tls}` }, '/sr')).rejects.toThrow()
})

test('one signs in through it, and the session is bound to the public name', async () => {
  const { email = '', password = '' } = (await demoAccounts(server.dataFolder))['learner'] ?? {}
  const entered = await ask(centre, '/sr/sign-in', {
    method: 'POST',
    headers: { origin: url, accept: 'text/html' },
    body: new URLSearchParams({ login: email, password, next: '' }),
  })
  expect(entered.status).toBe(303)
  expect(entered.headers.getSetCookie().join()).toMatch(/__Host-session=[^;]+;.*Secure/i)
})

test('the content host serves nothing of the application, and measurements stay inside', async () => {
  expect((await ask(centre, `${contentUrl}/sr`)).status).toBe(404)
  expect((await ask(centre, '/metrics')).status).toBe(404)
})

test('what the asker says of her address is dropped', async () => {
  const tries = Array.from({ length: 25 }, (_, number) => `203.0.113.${number}`)
  const answers: number[] = []
  for (const address of tries) {
    const body = new URLSearchParams({ login: 'petar@primer.invalid', password: 'pogrešna lozinka', next: '' })
    answers.push((await ask(centre, '/sr/sign-in', { method: 'POST', headers: { origin: url, accept: 'text/html', 'x-forwarded-for': address }, body })).status)
  }
  expect(answers.slice(-2)).toEqual([429, 429])
})
