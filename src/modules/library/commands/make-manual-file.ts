import { text } from 'node:stream/consumers'
import { filePath } from '#kernel/file-path.ts'
import type { Localized, Variant } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import { acts } from '#modules/laws/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Db } from '#platform/db.ts'
import { publishFile } from '#platform/http/files.ts'
import * as words from '#texts/generated/library.ts'
import { type BookParts, bookOf } from '../book.ts'
import type { FileFormat, MadeFile } from '../domain/made-file.ts'
import { fileFor, mediaTypeOf } from '../domain/stored-file.ts'
import { manual, type PublishedManual } from '../queries/manuals.ts'
import { addMadeFile, allTerms, madeFiles } from '../store.ts'

export interface WantedFile {
  readonly slug: string
  readonly format: FileFormat
  readonly variant: Variant
}

/** Makes files of manuals, each once: who asks while one is being made waits for the same. */
export interface ManualFileMaker {
  /** The path below the files address; null when there is no such manual. Throws when the file could not be made. */
  pathOf(wanted: WantedFile): Promise<string | null>
}

export function createManualFileMaker(app: App): ManualFileMaker {
  const underWay = new Map<string, Promise<string>>()
  return {
    async pathOf(wanted) {
      const edition = await manual(app.db, wanted.slug)
      if (!edition) return null
      const made = await madeFile(app.db, edition.id, wanted)
      if (made) return filePath(made)
      const key = `${edition.id} ${wanted.format} ${wanted.variant}`
      const running = underWay.get(key) ?? make(app, edition, wanted).finally(() => underWay.delete(key))
      underWay.set(key, running)
      return running
    },
  }
}

async function madeFile(db: Db, version: string, { format, variant }: WantedFile): Promise<MadeFile | undefined> {
  const made = await madeFiles(db, version)
  return made.find((file) => file.format === format && file.variant === variant)
}

async function make(app: App, edition: PublishedManual, wanted: WantedFile): Promise<string> {
  const { format, variant } = wanted
  const book = bookOf(edition, await partsOf(app, edition, variant))
  const address = `${app.activityBase}/${prefixOf(variant)}/library/manuals/${edition.slug}`
  const more = { variant, id: address, modified: `${edition.published}T00:00:00Z`, accessibility: words.bookAccessibility(variant) }
  const bytes = format === 'pdf' ? await app.pdf.pdf('manual', book, variant) : await app.epub.epub({ ...book, ...more })
  const hash = await app.blobs.keep(bytes)
  const name = `${edition.slug}-${edition.edition}-${variant.toLowerCase()}.${format}`.replace(/[^a-z0-9.-]+/g, '-')
  const file: MadeFile = { format, variant, hash, name, size: bytes.byteLength }
  return app.db.transact(async (tx) => {
    if (!(await addMadeFile(tx, edition.id, file, app.now()))) {
      const first = await madeFile(tx, edition.id, wanted)
      if (first) return filePath(first)
    }
    // The cover shows the size from now on.
    await contentChanged(tx)
    return publishFile(tx, { hash, name, size: file.size, mediaType: mediaTypeOf(name) })
  })
}

async function partsOf(app: App, edition: PublishedManual, variant: Variant): Promise<BookParts> {
  const names = await acts(app.db)
  const files = Object.entries(edition.files).map(([path, file]) => ({ path, file: fileFor(file, variant) }))
  const drawings = files.filter(({ file }) => file.mediaType === 'image/svg+xml')
  const figures = await Promise.all(drawings.map(async ({ path, file }) => [path, await text(app.blobs.read(file.hash))] as const))
  return {
    variant,
    terms: await allTerms(app.db),
    acts: Object.fromEntries(names.map((act): [string, Localized] => [act.code, act.short])),
    figures: Object.fromEntries(figures),
    addresses: Object.fromEntries(files.map(({ path, file }) => [path, new URL(filePath(file), app.config.publicUrl).href])),
  }
}
