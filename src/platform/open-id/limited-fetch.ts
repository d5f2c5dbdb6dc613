import { mayBeAsked } from './providers.ts'

export const answerSeconds = 10
export const answerBytes = 256 * 1024

/** Why a provider's answer was not taken; its message is for the log. */
export class ProviderSilent extends Error {}

/** Asks a provider: only over https (or this machine), no redirect followed, answered within seconds and in a bounded number of bytes. */
export async function limitedFetch(address: string, options: Omit<RequestInit, 'body'> & { readonly body?: unknown }): Promise<Response> {
  if (!mayBeAsked(new URL(address))) throw new ProviderSilent('address-not-https')
  const signal = AbortSignal.timeout(answerSeconds * 1000)
  try {
    const response = await fetch(address, { ...options, body: (options.body ?? null) as BodyInit | null, redirect: 'manual', signal })
    const { status, headers } = response
    if (status < 200 || (status >= 300 && status < 400)) throw new ProviderSilent(`answered-${status}`)
    const kept = new Headers(headers)
    // The body was unpacked already.
    for (const name of ['content-encoding', 'content-length']) kept.delete(name)
    return new Response(status === 204 || status === 205 ? null : await bounded(response), { status, headers: kept })
  } catch (error) {
    if (error instanceof ProviderSilent) throw error
    throw new ProviderSilent(signal.aborted ? 'too-slow' : 'unreachable', { cause: error })
  }
}

async function bounded(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    size += part.length
    // Leaving the loop closes the connection.
    if (size > answerBytes) throw new ProviderSilent('too-long')
    parts.push(part)
  }
  return new Uint8Array(Buffer.concat(parts))
}
