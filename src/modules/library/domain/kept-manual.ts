import { filePath } from '#kernel/file-path.ts'
import type { MadeFile } from './made-file.ts'
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
