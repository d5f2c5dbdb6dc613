import type { Variant } from '#kernel/localized.ts'

/** BCP 47 with the script: without it a reading voice takes Latin letters for another language. */
const languages = { 'sr-Cyrl': 'sr-Cyrl-RS', 'sr-Latn': 'sr-Latn-RS', en: 'en-GB' } as const

const catalogueHead = '/Type /Catalog'

/**
 * Adds to the catalogue of a PDF what Typst cannot say: the script of the language (ISO 32000-1, 14.9.2), and that the
 * window shows the title instead of the name of the file (14.9.1, PDF/UA-1 7.1). The catalogue is the last object of a
 * file of Typst, so that only the place of the table after it moves.
 */
export function withCatalogue(pdf: Uint8Array, variant: Variant): Uint8Array {
  const file = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength)
  const start = file.lastIndexOf(catalogueHead)
  const tail = file.subarray(start).toString('latin1')
  const [catalogue = '', table = ''] = tail.split(/(?<=endobj\n\n?)(?=xref\n)/)
  if (start < 0 || !table.includes(`startxref\n${start + catalogue.length}\n`)) throw new Error('The catalogue of the PDF does not stand where Typst puts it.')
  const told = catalogue
    .replace(/\/Lang \([^()]*\)/, `/Lang (${languages[variant]})`)
    .replace('/ViewerPreferences <<', '/ViewerPreferences <<\n    /DisplayDocTitle true')
  const moved = table.replace(/startxref\n\d+\n/, `startxref\n${start + told.length}\n`)
  return Uint8Array.from(Buffer.concat([file.subarray(0, start), Buffer.from(told + moved, 'latin1')]))
}
