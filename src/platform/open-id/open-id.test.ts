import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { limitedFetch } from '../limited-fetch.ts'
import { readProviders } from './providers.ts'

const folder = mkdtempSync(join(tmpdir(), 'putokaz-open-id-'))
const path = join(folder, 'single-sign-on.json')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const good = { id: 'mup', name: { 'sr-Cyrl': 'Портал' }, issuer: 'https://portal.primer.rs', clientId: 'putokaz', secret: 'tajna' }
const read = (...providers: object[]) => {
  writeFileSync(path, JSON.stringify({ providers }))
  return readProviders(path)
}

describe('The file of providers', () => {
  test('need not be there, and trusts nobody with more than it says', () => {
    expect(readProviders(join(folder, 'nothing.json'))).toEqual({ ok: true, value: [] })
    expect(read(good)).toMatchObject({ ok: true, value: [{ domains: [], opensAccounts: false, secondFactor: [], signedWith: 'RS256' }] })
  })

  test('may keep a secret in a file beside it', () => {
    const { secret: _, ...rest } = good
    writeFileSync(join(folder, 'mup.secret'), 'iz datoteke\n')
    expect(read({ ...rest, secretFile: 'mup.secret' })).toMatchObject({ ok: true, value: [{ secret: 'iz datoteke' }] })
    expect(read({ ...rest, secretFile: 'nema.secret' })).toMatchObject({ ok: false, refusal: { at: 'mup' } })
    expect(read({ ...good, secretFile: 'mup.secret' }).ok).toBe(false)
  })

  test.each([
    ['plain http elsewhere', { issuer: 'http://portal.primer.rs' }, 'providers.0.issuer'],
    ['a file as issuer', { issuer: 'file:///etc/passwd' }, 'providers.0.issuer'],
    ['an issuer with a password', { issuer: 'https://a:b@portal.primer.rs' }, 'providers.0.issuer'],
    ['a shared secret as signature', { signedWith: 'HS256' }, 'providers.0.signedWith'],
    ['no signature', { signedWith: 'none' }, 'providers.0.signedWith'],
    ['an id that is a path', { id: '../mup' }, 'providers.0.id'],
    ['a domain with a star', { domains: ['*.rs'] }, 'providers.0.domains.0'],
    ['a word it does not know', { openAccounts: true }, 'providers.0.openAccounts'],
  ])('is refused with %s, by its place', (_, change, at) => {
    expect(read({ ...good, ...change })).toMatchObject({ ok: false, refusal: { at } })
  })

  test('is refused with two providers of one id or one issuer', () => {
    expect(read(good, { ...good, issuer: 'https://drugi.primer.rs' }).ok).toBe(false)
    expect(read(good, { ...good, id: 'drugi' }).ok).toBe(false)
  })
})

describe('Asking a provider', () => {
  let server: Server
  let base: string
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.url === '/long') return void response.end('a'.repeat(400_000))
      if (request.url === '/away') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()
      response.end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => new Promise((resolve) => server.close(resolve).closeAllConnections()))

  test('takes a short answer of this machine', async () => {
    expect(await (await limitedFetch(`${base}/short`, {})).text()).toBe('{}')
  })

  test.each([
    ['/long', 'too-long'],
    ['/away', 'answered-302'],
  ])('%s is not taken: %s', async (at, reason) => {
    await expect(limitedFetch(base + at, {})).rejects.toThrow(reason)
  })

  test('plain http elsewhere is never asked', async () => {
    await expect(limitedFetch('http://primer.rs/', {})).rejects.toThrow('address-not-https')
    await expect(limitedFetch('http://127.0.0.1.primer.rs/', {})).rejects.toThrow('address-not-https')
  })
})
