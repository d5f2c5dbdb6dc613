/** Reads an answer as an outsider would, and compares two of them. */
import type { Told } from '../../support/in-process-centre.ts'
import type { Expected } from './expected.ts'

/** Headers that differ between any two answers. */
const fleeting = new Set(['date', 'content-length', 'connection', 'keep-alive', 'set-cookie', 'etag'])

/** What of an answer could tell one case from another: all of it, but the nonce, ids, and the addresses that were asked for,
 * of which the menu marks one that it leads to. */
export function toldOf({ status, headers, body }: Told, paths: readonly string[]): string {
  const kept = Object.entries(headers).filter(([name]) => !fleeting.has(name))
  const names = paths.flatMap(addressesIn).toSorted((a, b) => b.length - a.length)
  const plain = (text: string) => names.reduce((rest, name) => rest.replaceAll(name, '·'), text.replace(/nonce[-=]"?[^"'; ]+| aria-current="\w+"/g, ''))
  const lines = kept.map(([name, value]) => `${name}: ${plain(String(value))}`).toSorted()
  return [status, ...lines, '', plain(body).replace(/\b[0-9a-f]{8}\b/g, '·')].join('\n')
}

/** The spellings in which a page repeats the address it was asked for. */
function addressesIn(path: string): string[] {
  const bare = path.replace(/^\/(sr-latn|sr|en)(?=\/)/, '')
  const spellings = [bare, decodeURI(bare), bare.replaceAll('&', '&amp;'), encodeURIComponent(bare)]
  return [...new Set(spellings)]
}

/** What kind of answer it is, as far as it can be told without another to compare with. */
export function kindOf({ status, headers }: Told): Expected | 'failed' | 'method' {
  const to = String(headers.location ?? '')
  if (status === 401 || /^\/[a-z-]+\/sign-in(\?|$)/.test(to)) return 'sign-in'
  if (status === 303 && /^\/[a-z-]+\/me\/security$/.test(to)) return 'second-factor'
  if (status === 405) return 'method'
  if (status === 404 || status === 403) return 'nothing'
  return status >= 500 ? 'failed' : 'given'
}
