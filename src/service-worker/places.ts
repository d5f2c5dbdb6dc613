/** Which page an address asks for, as far as a device can draw it. Pure: the worker and the shell decide by the same table. */
import type { KeptKind } from '#kept/contract.ts'
import type { Variant } from '#kernel/localized.ts'
import { variantOfPrefix } from '#kernel/variant-address.ts'

export type Place =
  | { readonly page: 'start' | 'courses' | 'library' | 'tools' | 'glossary' | 'search' | 'outbox' | 'on-device' | 'other' }
  | { readonly page: 'course'; readonly code: string }
  | { readonly page: 'test'; readonly code: string; readonly test: string }
  | { readonly page: 'unit'; readonly code: string; readonly unit: string }
  | { readonly page: 'manual' | 'checklists' | 'manual-index'; readonly slug: string }
  | { readonly page: 'chapter'; readonly slug: string; readonly chapter: string }
  | { readonly page: 'tool'; readonly slug: string }
  | { readonly page: 'attempt'; readonly id: string }

/** An address under the prefix of a variant. */
export interface Asked {
  readonly variant: Variant
  readonly place: Place
}

/** Addresses of `docs/map.md`; what a row names is in the order of its groups. */
const table: readonly (readonly [RegExp, (...found: string[]) => Place])[] = [
  [/^$/, () => ({ page: 'start' })],
  [/^\/(courses|library|tools|glossary|search|on-device)$/, (page) => ({ page: page as 'courses' })],
  [/^\/me\/outbox$/, () => ({ page: 'outbox' })],
  [/^\/courses\/([A-Z]+\d+)$/, (code = '') => ({ page: 'course', code })],
  [/^\/courses\/([A-Z]+\d+)\/tests\/([a-z0-9-]{1,40})$/, (code = '', test = '') => ({ page: 'test', code, test })],
  [/^\/courses\/([A-Z]+\d+)\/([a-z0-9-]{1,120})$/, (code = '', unit = '') => (unit === 'trainer-pack' ? { page: 'other' } : { page: 'unit', code, unit })],
  [/^\/library\/manuals\/([a-z0-9-]{1,120})$/, (slug = '') => ({ page: 'manual', slug })],
  [/^\/library\/manuals\/([a-z0-9-]{1,120})\/([a-z0-9-]{1,120})$/, (slug = '', part = '') => ofManual(slug, part)],
  [/^\/tools\/([a-z0-9-]{1,80})$/, (slug = '') => ({ page: 'tool', slug })],
  [/^\/attempts\/([0-9a-f-]{36})$/, (id = '') => ({ page: 'attempt', id })],
]

function ofManual(slug: string, part: string): Place {
  if (part === 'checklists') return { page: part, slug }
  if (part === 'index') return { page: 'manual-index', slug }
  return part === 'print' ? { page: 'other' } : { page: 'chapter', slug, chapter: part }
}

/** Undefined for what is no page of a variant: files, machine addresses, field tools. */
export function askedAt(pathname: string): Asked | undefined {
  const [, prefix = '', rest = ''] = /^\/([^/]+)(\/.*)?$/.exec(pathname.replace(/(?<=.)\/$/, '')) ?? []
  const variant = variantOfPrefix(prefix)
  return variant && { variant, place: placeAt(rest) }
}

function placeAt(path: string): Place {
  for (const [pattern, place] of table) {
    const found = pattern.exec(path)
    if (found) return place(...found.slice(1))
  }
  return { page: 'other' }
}

/** What must be kept on a device so that it can draw a place; null when it needs nothing that is kept. */
export function neededFor(place: Place): { readonly kind: KeptKind; readonly code: string } | null {
  switch (place.page) {
    case 'course':
    case 'unit':
      return { kind: 'course', code: place.code }
    case 'manual':
    case 'chapter':
    case 'checklists':
    case 'manual-index':
      return { kind: 'manual', code: place.slug }
    case 'tool':
      return { kind: 'tool', code: place.slug }
    case 'start':
    case 'courses':
    case 'library':
    case 'tools':
    case 'glossary':
      return { kind: 'centre', code: 'centre' }
    default:
      return null
  }
}
