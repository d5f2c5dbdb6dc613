import type { Variant } from '#kernel/localized.ts'
import { address } from '#ui/address.ts'

export interface SearchState {
  readonly q: string
  readonly kind?: string | undefined
  readonly area?: string | undefined
  readonly page?: number
}

/** The address of a search; what is not chosen is not in it. */
export function searchAddress(variant: Variant, { q, kind, area, page = 1 }: SearchState): string {
  const asked = new URLSearchParams({ q, ...(kind && { kind }), ...(area && { area }), ...(page > 1 && { page: String(page) }) })
  return address(variant, `/search?${asked}`)
}
