import type { Address, Answer } from '@putokaz/offline-queue'
import { requestOf } from './requests.ts'

/** A network that hangs is as good as none. */
const deadline = 20_000
/** Browsers take no more than 64 kB along from a page that is being left. */
const mostTakenAlong = 60_000

/** Sends bodies of one address, and says what came of it. */
export async function send(to: Address, bodies: readonly unknown[]): Promise<Answer> {
  const { method, path, ...given } = requestOf(to, bodies)
  const body = JSON.stringify(given.body)
  const headers = { 'content-type': 'application/json', ...(to === 'statements' && { 'x-experience-api-version': '2.0.0' }) }
  const answered = await ask(path, { method, headers, body, keepalive: body.length < mostTakenAlong })
  return answered ? judge(answered) : { kind: 'unreachable' }
}

/** Undefined when nothing came, in time and from where it was asked: the gate of a guest network answers anything with a page of its own. */
export async function ask(path: string, how: RequestInit = {}): Promise<Response | undefined> {
  try {
    const answered = await fetch(path, { ...how, redirect: 'error', cache: 'no-store', credentials: 'same-origin', signal: AbortSignal.timeout(deadline) })
    return answered.headers.has('x-putokaz-epoch') ? answered : undefined
  } catch {
    return undefined
  }
}

/** What an answer of the Centre means for what was sent. */
export async function judge(answered: Response): Promise<Answer> {
  const { status, headers } = answered
  const receipt = numberIn(headers.get('x-putokaz-receipt'))
  if (answered.ok && receipt !== null)
    return { kind: 'accepted', receipt, epoch: headers.get('x-putokaz-epoch') ?? '', safeBelow: numberIn(headers.get('x-putokaz-safe-below')) }
  if (status === 401) return { kind: 'unauthenticated' }
  if (status === 413) return { kind: 'too-large' }
  if (status === 429 || status === 503) return { kind: 'busy', retryAfter: Number(headers.get('retry-after')) || 0 }
  if (answered.ok || status >= 500) return { kind: 'failed' }
  const said = await reasonIn(answered)
  return said.reason === 'newer-kept' ? { kind: 'overtaken' } : { kind: 'refused', status, ...said }
}

function numberIn(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null
}

/** The record store names the place and the clause; the others a word. */
async function reasonIn(answered: Response): Promise<{ reason: string; path?: string }> {
  const said = (await answered.json().catch(() => ({}))) as { error?: string; broken?: readonly { path: string; rule: string }[] }
  const [first] = said.broken ?? []
  return first ? { reason: first.rule, path: first.path } : { reason: said.error ?? String(answered.status) }
}
