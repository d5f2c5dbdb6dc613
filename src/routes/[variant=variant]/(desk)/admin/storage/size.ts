import type { Variant } from '#kernel/localized.ts'

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** A size in the unit that says it in two or three figures. */
export function sizeWords(variant: Variant, bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const figures = new Intl.NumberFormat(variant === 'en' ? 'en' : 'sr', { maximumFractionDigits: 1 }).format(bytes / 1000 ** step)
  return `${figures} ${units[step] ?? ''}`
}
