/** A part of what is said of sources: a number that leads to the list, or words that stand for themselves. */
export interface SourcePart {
  readonly text: string
  readonly path?: string
}

export function sourceParts(source: string | undefined): SourcePart[] {
  if (source === undefined) return []
  if (!/^S\d{1,4}(?:[\s,;]+S\d{1,4})*$/.test(source)) return [{ text: source }]
  return source.split(/[\s,;]+/).map((text) => ({ text, path: `/sources#${text}` }))
}
