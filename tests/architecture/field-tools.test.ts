/**
 * A policy can't tell one request to our own server from another: `script-src 'self'` would let a script load an address that
 * carries what was typed. So the script of field tools has no word with which anything could leave or be kept.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../../src/modules/tools')
const ways = [
  ...[/\bfetch\b/, /sendBeacon/, /XMLHttpRequest/, /WebSocket/, /WebTransport/, /EventSource/, /RTCPeer/, /\bWorker\b/, /serviceWorker/, /\bimport\s*\(/],
  ...[
    /localStorage/,
    /sessionStorage/,
    /indexedDB/,
    /\bcookie\b/,
    /\bcaches\b/,
    /pushState/,
    /document\.title/,
    /(window|self|globalThis)\.name/,
    /clipboard/,
    /navigator/,
  ],
  ...[/createElement\((?!'(li|p)'\))/, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|\bFunction\(/, /\.(src|href|action|ping)\s*=[^=]/],
  ...[/location\s*=[^=]/, /location\.(assign|replace|href|search)/, /\bopen\(['"`]/, /new Image/, /postMessage/, /BroadcastChannel/, /console\./],
]

function faultsOf(text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  return ways.filter((way) => way.test(code)).map(String)
}

const files = readdirSync(join(folder, 'device'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => join('device', name))

test.each([...files, 'domain/screening.ts', 'domain/gates.ts'])('%s has no word for sending or keeping', (name) => {
  expect(faultsOf(readFileSync(join(folder, name), 'utf8'))).toEqual([])
})

test('imports nothing that could', () => {
  const imported = files.flatMap((name) => [...readFileSync(join(folder, name), 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from))
  expect(imported.filter((from) => !/^(\.\/[\w-]+|\.\.\/domain\/[\w-]+)\.ts$/.test(from ?? ''))).toEqual([])
})

test.each(["navigator.sendBeacon('/x', text)", "document.createElement('script')", "location.href = '/x?' + text", "localStorage.setItem('a', text)"])(
  'would see %s',
  (fault) => expect(faultsOf(fault)).not.toEqual([]),
)
