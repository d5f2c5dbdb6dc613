import { done, type Result, refuse } from '#kernel/result.ts'
import { readLimited, type UploadedBytes } from './read-limited.ts'

export type TableRefusal =
  | 'empty'
  | 'too-large'
  /** It is something else than text in rows: a document, a page, an archive, a picture, whatever its name says. */
  | 'not-a-table'

/** First bytes of files that are no text: PDF, zip, GIF, PNG, JPEG, RIFF, programs, RAR, gzip, old Office. */
const otherFiles = ['25504446', '504b0304', '47494638', '89504e47', 'ffd8ff', '52494646', '4d5a', '7f454c46', '52617221', '1f8b', 'd0cf11e0']
const markup = /^\s*<(!doctype|!--|\?xml|html|head|body|script|svg|iframe|img|math|[a-z][a-z0-9]*[\s/>])/i
/** UTF-16 has zeroes in every other place, and begins with its mark (Unicode §23.8). */
const utf16 = /^(\xff\xfe|\xfe\xff)/

/** Takes an uploaded table in, to be read by `readCsv`; the type is told by content, and bytes are counted as they come. */
export async function acceptTable(source: UploadedBytes, { maxBytes }: { maxBytes: number }): Promise<Result<Uint8Array, TableRefusal>> {
  const read = await readLimited(source, maxBytes)
  if (!read.ok) return read
  const start = Buffer.from(read.value.subarray(0, 1024)).toString('latin1')
  if (start === '') return refuse('empty')
  const signs = Buffer.from(start, 'latin1').toString('hex')
  const foreign = otherFiles.some((sign) => signs.startsWith(sign)) || markup.test(start.replace(/^\xef\xbb\xbf/, ''))
  const binary = !utf16.test(start) && read.value.includes(0)
  return foreign || binary ? refuse('not-a-table') : done(read.value)
}
