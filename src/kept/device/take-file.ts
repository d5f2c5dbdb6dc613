/** Takes one file, and gives it out only when it is exactly what was promised. */
import type { KeptFile } from '../contract.ts'
import { cacheName } from './kept-record.ts'

/** Why a file was not taken. */
export class NotTaken extends Error {
  readonly why: 'network' | 'damaged' | 'gone' | 'room' | 'unwritten' | 'stopped'
  constructor(why: NotTaken['why']) {
    super(why)
    this.why = why
  }
}

export interface Taking {
  readonly signal: AbortSignal
  /** Told of every run of bytes; a negative number takes back what turned out to be damaged. */
  readonly arrived: (bytes: number) => void
}

/** Makes sure that the file lies in the cache with the right bytes; what lies there already is looked at too. */
export async function takeFile(file: KeptFile, taking: Taking): Promise<void> {
  const cache = await caches.open(cacheName)
  const there = await cache.match(file.href)
  if (there && (await isRight(new Uint8Array(await there.arrayBuffer()), file))) return taking.arrived(file.size)
  // Otherwise the worker would answer with it again.
  if (there) await cache.delete(file.href)
  const { bytes, type } = (await download(file, taking, 'default')) ?? (await download(file, taking, 'reload')) ?? never('damaged')
  await written(cache.put(file.href, new Response(bytes, { headers: headersOf(file, type) })))
}

/** What the browser does not write down is for want of room, or for a reason that it keeps to itself. */
export async function written<T>(work: Promise<T>): Promise<T> {
  return work.catch((fault: unknown) => never((fault as { name?: unknown } | null)?.name === 'QuotaExceededError' ? 'room' : 'unwritten'))
}

function never(why: NotTaken['why']): never {
  throw new NotTaken(why)
}

interface Download {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
}

/** Undefined when other bytes came than were promised. */
async function download(file: KeptFile, { signal, arrived }: Taking, cache: RequestCache): Promise<Download | undefined> {
  let got = 0
  try {
    const answer = await fetch(file.href, { signal, cache, credentials: 'omit' })
    if (answer.status === 404) never('gone')
    if (!answer.ok || !answer.body) never('network')
    const bytes = new Uint8Array(file.size)
    for await (const run of runsOf(answer.body)) {
      if (got + run.length > file.size) return taken(undefined)
      bytes.set(run, got)
      got += run.length
      arrived(run.length)
    }
    const right = got === file.size && (await isRight(bytes, file))
    return taken(right ? { bytes, type: answer.headers.get('content-type') ?? 'application/octet-stream' } : undefined)
  } catch (fault) {
    if (fault instanceof NotTaken) throw fault
    throw new NotTaken(signal.aborted ? 'stopped' : 'network')
  }

  function taken(download: Download | undefined): Download | undefined {
    if (!download) arrived(-got)
    return download
  }
}

async function* runsOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader()
  try {
    for (let run = await reader.read(); !run.done; run = await reader.read()) yield run.value
  } finally {
    reader.cancel().catch(() => {})
  }
}

async function isRight(bytes: Uint8Array<ArrayBuffer>, { sha256, size }: KeptFile): Promise<boolean> {
  if (bytes.length !== size) return false
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('') === sha256
}

/** What lies here is answered on the site's own origin: it stays in the sandbox in which the server gives it. */
function headersOf({ is, href }: KeptFile, type: string): Record<string, string> {
  const sandbox = { 'content-security-policy': `sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'` }
  const shown = is === 'document' ? { 'content-disposition': `attachment; filename="${href.split('/').at(-1)}"` } : {}
  return { 'content-type': type, 'x-content-type-options': 'nosniff', ...sandbox, ...shown }
}
