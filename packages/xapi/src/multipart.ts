import type { Reading } from './types.ts'

/** One part of a multipart/mixed body; names of headers are in lower case. */
export interface Part {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const clause = 'Communication 1.5.2'
const [cr, lf, dash] = [13, 10, 45]

function refused(rule: string): { ok: false; refusal: { path: string; rule: string }[] } {
  return { ok: false, refusal: [{ path: '', rule: `${clause}: ${rule}` }] }
}

/** The boundary that a Content-Type of multipart/mixed names, or undefined. */
export function boundaryOf(contentType: string): string | undefined {
  if (contentType.split(';')[0]?.trim().toLowerCase() !== 'multipart/mixed') return undefined
  // RFC 2046 §5.1.1: 1 to 70 signs, in quotes when there are special ones among them.
  const [, quoted, bare] = /;[ \t]?boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType) ?? []
  return quoted ?? bare
}

/** The parts of a multipart/mixed body (RFC 2046 §5.1); what stands before the first boundary and after the last does not count. */
export function readMultipart(bytes: Uint8Array, boundary: string): Reading<Part[]> {
  const delimiter = new TextEncoder().encode(`--${boundary}`)
  const parts: Part[] = []
  let from = delimiterAt(bytes, delimiter, 0)
  if (from === undefined) return refused('the boundary that the header names is not in the body')
  while (!from.last) {
    const to = delimiterAt(bytes, delimiter, from.end - 2)
    if (to === undefined) return refused('the body ends without its last boundary')
    const part = partIn(bytes.subarray(from.end, Math.max(from.end, to.start)))
    if (part === undefined) return refused(`the headers of part ${parts.length} can not be read`)
    parts.push(part)
    from = to
  }
  return { ok: true, value: parts }
}

interface Delimiter {
  /** Where the line break before it begins, which belongs to it. */
  readonly start: number
  readonly end: number
  readonly last: boolean
}

/** The next line that is a boundary. */
function delimiterAt(bytes: Uint8Array, delimiter: Uint8Array, from: number): Delimiter | undefined {
  if (from === 0 && startsAt(bytes, delimiter, 0)) {
    const found = delimiterEnd(bytes, { start: 0, end: delimiter.length })
    if (found) return found
  }
  for (let at = bytes.indexOf(cr, from); at !== -1; at = bytes.indexOf(cr, at + 1)) {
    if (bytes[at + 1] !== lf || !startsAt(bytes, delimiter, at + 2)) continue
    const found = delimiterEnd(bytes, { start: at, end: at + 2 + delimiter.length })
    if (found) return found
  }
}

// RFC 2046 §5.1.1: the last boundary has two more hyphens; spaces may follow, then the line ends.
function delimiterEnd(bytes: Uint8Array, { start, end }: { start: number; end: number }): Delimiter | undefined {
  const last = bytes[end] === dash && bytes[end + 1] === dash
  let at = last ? end + 2 : end
  const most = at + 100
  while (at < most && (bytes[at] === 32 || bytes[at] === 9)) at++
  if (last && at === bytes.length) return { start, end: at, last }
  return bytes[at] === cr && bytes[at + 1] === lf ? { start, end: at + 2, last } : undefined
}

function startsAt(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  for (let index = 0; index < wanted.length; index++) if (bytes[at + index] !== wanted[index]) return false
  return true
}

const mostHeaders = 16_384

function partIn(bytes: Uint8Array): Part | undefined {
  if (bytes[0] === cr && bytes[1] === lf) return { headers: {}, body: bytes.subarray(2) }
  const blank = new Uint8Array([cr, lf, cr, lf])
  let at = bytes.indexOf(cr)
  while (at !== -1 && at < mostHeaders && !startsAt(bytes, blank, at)) at = bytes.indexOf(cr, at + 1)
  if (at === -1 || at >= mostHeaders) return undefined
  const headers: Record<string, string> = Object.create(null)
  for (const line of new TextDecoder().decode(bytes.subarray(0, at)).split('\r\n')) {
    const colon = line.indexOf(':')
    if (colon < 1) return undefined
    headers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim()
  }
  return { headers, body: bytes.subarray(at + 4) }
}

const spellings: Readonly<Record<string, string>> = {
  'content-type': 'Content-Type',
  'content-length': 'Content-Length',
  'content-transfer-encoding': 'Content-Transfer-Encoding',
  'x-experience-api-hash': 'X-Experience-API-Hash',
}

/** A multipart/mixed body of these parts. The boundary must not be in any of them; a random one is not. */
export function writeMultipart(parts: readonly Part[], boundary: string): Uint8Array {
  const encode = (text: string) => new TextEncoder().encode(text)
  const pieces = parts.flatMap(({ headers, body }) => {
    const lines = Object.entries(headers).map(([name, value]) => `${spellings[name] ?? name}: ${value}\r\n`)
    return [encode(`--${boundary}\r\n${lines.join('')}\r\n`), body, encode('\r\n')]
  })
  pieces.push(encode(`--${boundary}--\r\n`))
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
