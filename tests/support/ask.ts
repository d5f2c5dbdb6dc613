/** Asks a centre as `fetch` does, but also by a host name that only the tests know, over https with the tests' own authority. */
import { request as plainRequest } from 'node:http'
import { request } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Centre } from './centre.ts'

export interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | URLSearchParams | Uint8Array<ArrayBuffer> | FormData
}

const toLoopback: LookupFunction = (_name, options, answer) => {
  if (options.all) answer(null, [{ address: '127.0.0.1', family: 4 }])
  else answer(null, '127.0.0.1', 4)
}

/** No redirect is followed. `path` is a path of the centre, or a whole address of one of its two hosts. */
export async function ask(centre: Pick<Centre, 'url' | 'tls'>, path: string, asking: Asking = {}): Promise<Response> {
  const url = new URL(path, centre.url)
  // The platform's own encoder knows how forms are sent.
  const encoded = new Request('http://localhost', { method: 'POST', body: asking.body ?? null })
  const body = Buffer.from(await encoded.arrayBuffer())
  const type = encoded.headers.get('content-type')
  const headers = {
    ...(type && body.length > 0 && { 'content-type': type }),
    ...(body.length > 0 && { 'content-length': String(body.length) }),
    ...asking.headers,
  }
  const options = { method: asking.method ?? 'GET', headers, lookup: toLoopback, agent: false, ...(centre.tls && { ca: centre.tls.ca }) } as const
  return new Promise((resolve, reject) => {
    const sent = (url.protocol === 'https:' ? request : plainRequest)(url, options, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.once('error', reject)
      answer.once('end', () => {
        const given: [string, string][] = []
        for (let i = 0; i < answer.rawHeaders.length; i += 2) given.push([answer.rawHeaders[i] ?? '', answer.rawHeaders[i + 1] ?? ''])
        const status = answer.statusCode ?? 0
        const bare = status === 204 || status === 304 || options.method === 'HEAD'
        resolve(new Response(bare ? null : Buffer.concat(parts), { status, headers: given }))
      })
    })
    sent.setTimeout(30_000, () => sent.destroy(new Error(`no answer from ${url.href}`)))
    sent.once('error', reject)
    sent.end(body)
  })
}
