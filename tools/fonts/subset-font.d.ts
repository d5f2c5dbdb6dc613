declare module 'subset-font' {
  /** With `keepAllGlyphs` and no text it only changes the container. */
  export default function subsetFont(
    font: Uint8Array,
    text: string | undefined,
    options: { keepAllGlyphs?: boolean; targetFormat?: 'truetype' | 'woff2' },
  ): Promise<Buffer>
}
