import type { Variant } from './localized.ts'

const prefixes = { 'sr-Cyrl': 'sr', 'sr-Latn': 'sr-latn', en: 'en' } as const satisfies Record<Variant, string>
export type Prefix = (typeof prefixes)[Variant]

export function prefixOf(variant: Variant): Prefix {
  return prefixes[variant]
}

export function variantOfPrefix(prefix: string): Variant | undefined {
  for (const [variant, own] of Object.entries(prefixes)) if (own === prefix) return variant as Variant
  return undefined
}

/**
 * The variant for one who came without a prefix: what she chose before, else the first language of
 * `Accept-Language` that we have, else Serbian Cyrillic.
 */
export function preferredVariant(chosen: string | undefined, acceptLanguage: string | undefined): Variant {
  const before = chosen === undefined ? undefined : variantOfPrefix(chosen)
  if (before) return before
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const tag = part.split(';')[0]?.trim() ?? ''
    if (/^(sr|bs|hr|sh|me|cnr)-latn|^(hr|bs)(-|$)/.test(tag)) return 'sr-Latn'
    if (/^sr(-|$)/.test(tag)) return 'sr-Cyrl'
    if (/^en(-|$)/.test(tag)) return 'en'
  }
  return 'sr-Cyrl'
}
