/** Where a query goes on: opaque to who asks, and no right by itself. */
import { isUuid } from '#kernel/id.ts'

export interface More {
  readonly params: URLSearchParams
  readonly after: { readonly stored: Date; readonly id: string }
}

export function moreToken(params: URLSearchParams, { stored, id }: More['after']): string {
  return Buffer.from(JSON.stringify([params.toString(), stored.toISOString(), id])).toString('base64url')
}

export function readMore(token: string): More | null {
  try {
    const [params, stored, id]: unknown[] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    const at = new Date(String(stored))
    if (typeof params !== 'string' || typeof id !== 'string' || !isUuid(id) || Number.isNaN(at.getTime())) return null
    return { params: new URLSearchParams(params), after: { stored: at, id } }
  } catch {
    return null
  }
}
