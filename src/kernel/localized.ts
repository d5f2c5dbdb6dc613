/** The three forms in which every page exists. `sr-Latn` is derived from `sr-Cyrl` unless it was written. */
export const variants = ['sr-Cyrl', 'sr-Latn', 'en'] as const
export type Variant = (typeof variants)[number]

/** A text in the variants that were written. */
export type Localized = { readonly [V in Variant]?: string }

/** A text chosen for a reader: which variant it truly is, so that the page can mark its language. */
export interface Chosen {
  readonly text: string
  readonly variant: Variant
}

/**
 * The text for a reader: as written in her variant; else, for a Serbian reader, the other script by `convert`;
 * else whatever there is, source language first.
 */
export function choose(text: Localized, variant: Variant, convert: (cyrillic: string) => string): Chosen {
  const written = text[variant]
  if (written !== undefined) return { text: written, variant }
  if (variant === 'sr-Latn' && text['sr-Cyrl'] !== undefined) return { text: convert(text['sr-Cyrl']), variant }
  for (const other of variants) {
    const found = text[other]
    if (found !== undefined) return { text: found, variant: other }
  }
  return { text: '', variant }
}
