import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { asksContentHost, clientAddress, mayMeasure } from './origin.ts'

function configWith(environment: Record<string, string>) {
  const read = readConfig(environment)
  if (!read.ok) throw new Error(read.refusal.variable)
  return read.value
}

function from(remoteAddress: string | undefined, headers: Record<string, string> = {}): IncomingMessage {
  return { socket: { remoteAddress }, headers, httpVersion: '1.1' } as unknown as IncomingMessage
}

test.each([
  ['nobody is believed unless it is configured', '0', '127.0.0.1', '127.0.0.1'],
  ['a proxy on this machine', '1', '127.0.0.1', '203.0.113.9'],
  ['the same, on a socket for both kinds of address', '1', '::ffff:127.0.0.1', '203.0.113.9'],
  ['by IPv6', '1', '::1', '203.0.113.9'],
  ['a proxy in a network of containers', '10.89.0.0/24', '10.89.0.7', '203.0.113.9'],
  ['a stranger beside that network', '10.89.0.0/24', '10.89.1.7', '10.89.1.7'],
  ['a stranger by IPv6', 'fd00::/8', '2001:db8::1', '2001:db8::1'],
])('%s', (_, PUTOKAZ_PROXY, peer, client) => {
  expect(clientAddress(from(peer, { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' }), configWith({ PUTOKAZ_PROXY }))).toBe(client)
})

test('a socket that is gone has no address and is believed nothing', () => {
  expect(clientAddress(from(undefined, { 'x-forwarded-for': '203.0.113.9' }), configWith({ PUTOKAZ_PROXY: '1' }))).toBe('')
})

test('measurements are for this machine, or for who has the token', () => {
  const token = 'merenja-samo-za-nadzor'
  const far = (authorization?: string) => from('10.0.0.8', { host: 'app.example', ...(authorization && { authorization }) })
  expect(mayMeasure(from('127.0.0.1', { host: 'localhost:3000' }), configWith({}))).toBe(true)
  expect(mayMeasure(far(`Bearer ${token}`), configWith({}))).toBe(false)
  const config = configWith({ PUTOKAZ_METRICS_TOKEN: token })
  expect(mayMeasure(far(`Bearer ${token}`), config)).toBe(true)
  for (const wrong of [undefined, 'Bearer ', `Bearer ${token}x`, token]) expect(mayMeasure(far(wrong), config)).toBe(false)
})

test.each([
  ['content.putokaz.test', true],
  ['content.putokaz.test:8443', true],
  ['CONTENT.Putokaz.test', true],
  ['content.putokaz.test.', true],
  ['content.putokaz.test.:443', true],
  ['app.putokaz.test', false],
  ['content.putokaz.test.evil.example', false],
])('the host %s is the content host: %s', (host, is) => {
  const config = configWith({ PUTOKAZ_URL: 'https://app.putokaz.test', PUTOKAZ_CONTENT_URL: 'https://content.putokaz.test' })
  expect(asksContentHost(from('127.0.0.1', { host }), config)).toBe(is)
})
