import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { linkIn } from '../support/mail.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const address = 'https://app.putokaz.test'
let server: RunningServer
beforeAll(async () => {
  server = await startServer({ port: 4887, args: ['--empty'], env: { PUTOKAZ_URL: address, PUTOKAZ_CONTENT_URL: 'https://content.putokaz.test' } })
}, 120_000)
afterAll(() => server.stop())

function post(path: string, fields: Record<string, string>): Promise<Response> {
  return fetch(`http://localhost:4887${path}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams(fields),
    headers: { origin: address, accept: 'text/html' },
  })
}

it('An https address is promised for a year, and its session is bound to this very host', async () => {
  const home = await fetch('http://localhost:4887/sr')
  expect(home.headers.get('strict-transport-security')).toMatch(/^max-age=31536000/)
  expect((await post('/sr/register', { email: 'ana@primer.invalid', name: 'Ана Пробић', password: 'dug put do sigurnog znanja' })).status).toBe(200)
  const folder = join(server.dataFolder, 'mail')
  await expect.poll(() => readdirSync(folder).length, { timeout: 15_000 }).toBeGreaterThan(0)
  const letter = await simpleParser(readFileSync(join(folder, readdirSync(folder)[0] ?? '')))
  const link = new URL(linkIn(letter))
  expect(link.origin).toBe(address)
  const entered = await post(link.pathname, { key: link.searchParams.get('key') ?? '', password: 'dug put do sigurnog znanja' })
  expect(entered.status).toBe(303)
  const cookie = entered.headers.getSetCookie().find((one) => one.includes('session=')) ?? ''
  expect(cookie).toMatch(/^__Host-session=/)
  for (const part of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie.toLowerCase()).toContain(part.toLowerCase())
  expect(cookie).not.toMatch(/domain=/i)
})
