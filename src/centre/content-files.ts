/** The files of a content folder, by their path in it. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ContentFiles {
  /** Paths of this ending below a folder, sorted. */
  below(folder: string, ending: string): string[]
  has(path: string): boolean
  text(path: string): Promise<string>
  bytes(path: string): Promise<Uint8Array>
}

export async function openContentFiles(root: string): Promise<ContentFiles> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
  const known = new Set(paths)
  return {
    below: (folder, ending) => paths.filter((path) => path.startsWith(`${folder}/`) && path.endsWith(ending)),
    has: (path) => known.has(path),
    text: (path) => readFile(join(root, path), 'utf8'),
    bytes: (path) => readFile(join(root, path)),
  }
}

const mediaTypes: Record<string, string> = {
  csv: 'text/csv; charset=utf-8',
  jpg: 'image/jpeg',
  md: 'text/markdown; charset=utf-8',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  vtt: 'text/vtt; charset=utf-8',
  webp: 'image/webp',
}

/** The media type of a file that may be published; undefined for one that may not. */
export function mediaTypeOf(path: string): string | undefined {
  return mediaTypes[path.split('.').at(-1)?.toLowerCase() ?? '']
}
