/** Questions to other servers, each bounded in time and size. */

export const answerSeconds = 10
export const answerBytes = 256 * 1024

/** Why another server's answer was not taken; its message is for the log. */
export class NotAnswered extends Error {}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Whether anything may be sent to an address: over https, or to this very machine. */
export function mayBeAsked(url: URL): boolean {
  return url.username === '' && url.password === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && loopback.test(url.hostname)))
}

/** Asks another server: only over https (or this machine), no redirect followed, answered within seconds and in a bounded number of bytes. */
export async function limitedFetch(address: string, options: Omit<RequestInit, 'body'> & { readonly body?: unknown }): Promise<Response> {
  if (!mayBeAsked(new URL(address))) throw new NotAnswered('address-not-https')
  const signal = AbortSignal.timeout(answerSeconds * 1000)
  try {
    const response = await fetch(address, { ...options, body: (options.body ?? null) as BodyInit | null, redirect: 'manual', signal })
    const { status, headers } = response
    if (status < 200 || (status >= 300 && status < 400)) throw new NotAnswered(`answered-${status}`)
    const kept = new Headers(headers)
    // The body was unpacked already.
    for (const name of ['content-encoding', 'content-length']) kept.delete(name)
    return new Response(status === 204 || status === 205 ? null : await bounded(response), { status, headers: kept })
  } catch (error) {
    if (error instanceof NotAnswered) throw error
    throw new NotAnswered(signal.aborted ? 'too-slow' : 'unreachable', { cause: error })
  }
}

async function bounded(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    // Leaving the loop closes the connection.
    if (size > answerBytes) throw new NotAnswered('too-long')
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
