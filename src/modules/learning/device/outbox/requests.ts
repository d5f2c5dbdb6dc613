import type { Address } from '@putokaz/offline-queue'

/** Where each address is. */
export const requests: Readonly<Record<Address, { readonly method: string; readonly path: string }>> = {
  statements: { method: 'POST', path: '/xapi/statements' },
  notes: { method: 'PUT', path: '/api/v1/learning/notes' },
  bookmarks: { method: 'PUT', path: '/api/v1/learning/bookmarks' },
  place: { method: 'PUT', path: '/api/v1/learning/place' },
}
