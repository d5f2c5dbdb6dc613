import { toLatin } from '@putokaz/serbian'

/** The size of an SVG by its view box; undefined when it has none. */
export function drawingSize(svg: string): { width: number; height: number } | undefined {
  const [, width, height] = /\bviewBox="\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)\s*"/.exec(svg) ?? []
  return width === undefined || height === undefined ? undefined : { width: Number(width), height: Number(height) }
}

/** The same SVG with its words in the Latin script; undefined when it has no Serbian words. */
export function latinDrawing(svg: string): string | undefined {
  const inLatin = svg.replace(/>[^<>]+</g, (words) => toLatin(words)).replaceAll('="sr-Cyrl"', '="sr-Latn"')
  return inLatin === svg ? undefined : inLatin
}
