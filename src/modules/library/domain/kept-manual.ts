import { filePath } from '#kernel/file-path.ts'
import type { Variant } from '#kernel/localized.ts'
import { downloadPath, type MadeFile } from './made-file.ts'
import type { ManualContent } from './manual.ts'

/** An edition of a manual as a device keeps it: it never changes, so its file has one hash for ever. */
export interface KeptManualText {
  readonly code: string
  readonly version: string
  readonly edition: ManualContent
}

/** What stands beside the edition and may change while it stays. */
export interface KeptManualBeside {
  readonly made: readonly Pick<MadeFile, 'format' | 'variant' | 'size'>[]
}

/** Addresses of all files that the chapters show or offer, in both scripts. */
export function filesOfManual({ files }: Pick<ManualContent, 'files'>): string[] {
  const hashes = Object.values(files).flatMap(({ hash, name, latin }) => [{ hash, name }, ...(latin ? [{ hash: latin.hash, name }] : [])])
  return [...new Set(hashes.map(filePath))]
}

/** Where a made file lies, and the address at which readers ask for it. */
export interface KeptBookFile {
  readonly href: string
  readonly opens: string
}

/** The made files of a manual in one variant; none until they are made. */
export function filesOfBook(slug: string, made: readonly MadeFile[], variant: Variant): KeptBookFile[] {
  return made
    .filter((file) => file.variant === variant)
    .map((file) => ({ href: filePath(file), opens: downloadPath(slug, file) }))
    .toSorted((a, b) => (a.opens < b.opens ? -1 : 1))
}
