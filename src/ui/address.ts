import type { Variant } from '#kernel/localized.ts'
import { prefixOf, variantOfPrefix } from '#kernel/variant-address.ts'

export { type Prefix, prefixOf } from '#kernel/variant-address.ts'

/** The variant a prefix stands for, or undefined when the address has none. */
export function variantOf(prefix: string | undefined): Variant | undefined {
  return prefix === undefined ? undefined : variantOfPrefix(prefix)
}

/** What is needed of the address one is at; `URL` and the page’s read-only one both fit. */
export interface Place {
  readonly pathname: string
  readonly search: string
  readonly hash: string
  readonly searchParams: { get(name: string): string | null }
}

/** The address of a page in a variant: `address('sr-Latn', '/courses')` is `/sr-latn/courses`. */
export function address(variant: Variant, path: string): string {
  const rest = path === '/' || path === '' ? '' : path.startsWith('/') || path.startsWith('?') ? path : `/${path}`
  return `/${prefixOf(variant)}${rest}`
}

/** The same place in another variant; query and fragment stay. A page without a prefix leads to the front page. */
export function sameInOther(url: Place, variant: Variant): string {
  const [, prefix, ...rest] = url.pathname.split('/')
  if (variantOf(prefix) === undefined) return address(variant, '/')
  return address(variant, `/${rest.join('/')}`) + url.search + url.hash
}
