import type { Address } from '@putokaz/offline-queue'

interface Sending {
  readonly method: 'POST' | 'PUT'
  readonly path: string
  readonly body: unknown
}

/** Where each address is, and what of the bodies goes there. */
export function requestOf(to: Address, bodies: readonly unknown[]): Sending {
  const [first] = bodies
  if (to === 'statements') return { method: 'POST', path: '/xapi/statements', body: bodies }
  if (to !== 'answers') return { method: 'PUT', path: `/api/v1/learning/${to}`, body: first }
  const { attempt, ...answer } = first as { readonly attempt: string }
  return { method: 'POST', path: `/api/v1/attempts/${attempt}/answers`, body: answer }
}
