import type { Variant } from '#kernel/localized.ts'

/** A file of the content that everybody may open. */
export interface StoredFile {
  readonly hash: string
  readonly name: string
  readonly mediaType: string
  readonly size: number
  /** Of a drawing, in its own units, so that a page keeps its place free. */
  readonly width?: number
  readonly height?: number
  /** The drawing with its words in the Latin script. */
  readonly latin?: { readonly hash: string; readonly size: number }
}

/** The file as a reader of the variant gets it. */
export function fileFor(file: StoredFile, variant: Variant): StoredFile {
  return variant === 'sr-Latn' && file.latin ? { ...file, ...file.latin } : file
}

const types: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  epub: 'application/epub+zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  jpg: 'image/jpeg',
  md: 'text/markdown; charset=utf-8',
  mp4: 'video/mp4',
  odt: 'application/vnd.oasis.opendocument.text',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  vtt: 'text/vtt; charset=utf-8',
  webp: 'image/webp',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The media type a path says by its ending. */
export function mediaTypeOf(path: string): string {
  return types[path.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream'
}

/** The last part of a path as a name for saving: ASCII letters, digits, dot and dash. */
export function savingName(path: string): string {
  const last = path.split('/').at(-1) ?? ''
  return last.replace(/[^A-Za-z0-9._-]+/g, '-').slice(-100) || 'file'
}
