import { filePath } from '#kernel/file-path.ts'
import type { Localized, Variant } from '#kernel/localized.ts'
import { acts } from '#modules/laws/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import { publishFile } from '#platform/http/files.ts'
import { cardBook } from '../book.ts'
import { addCardFile, cardFile, cardOfArea, type KeptCard } from '../card-store.ts'
import { mediaTypeOf } from '../domain/stored-file.ts'

/** Makes PDFs of pocket cards, each once for a state of its text. */
export interface CardFileMaker {
  /** The path below the files address; null when the area has no card. Throws when the file could not be made. */
  pathOf(area: string, variant: Variant): Promise<string | null>
}

export function createCardFileMaker(app: App): CardFileMaker {
  const underWay = new Map<string, Promise<string>>()
  return {
    async pathOf(area, variant) {
      const kept = await cardOfArea(app.db, area)
      if (!kept) return null
      const made = await cardFile(app.db, area, kept.digest, variant)
      if (made) return filePath(made)
      const key = `${kept.digest} ${variant}`
      const running = underWay.get(key) ?? make(app, kept, variant).finally(() => underWay.delete(key))
      underWay.set(key, running)
      return running
    },
  }
}

async function make(app: App, { card, digest }: KeptCard, variant: Variant): Promise<string> {
  const names = await acts(app.db)
  const known = Object.fromEntries(names.map((act): [string, Localized] => [act.code, act.short]))
  const bytes = await app.pdf.pdf('card', cardBook(card, { variant, acts: known }), variant)
  const hash = await app.blobs.keep(bytes)
  const name = `putokaz-${card.area}-${card.checked}-${variant}.pdf`.toLowerCase()
  return app.db.transact(async (tx) => {
    await addCardFile(tx, { area: card.area, digest, variant }, { hash, name, size: bytes.byteLength }, app.now())
    const kept = (await cardFile(tx, card.area, digest, variant)) ?? { hash, name, size: bytes.byteLength }
    // The page of the card shows the size from now on.
    await contentChanged(tx)
    return publishFile(tx, { ...kept, mediaType: mediaTypeOf(name) })
  })
}
