/** What every reader sees alike, worked out once for each state of the content. */
import { contentGeneration } from './content-generation.ts'
import type { Database } from './db.ts'
import { createMemo } from './memo.ts'
import { sharedReading } from './shared-reading.ts'

export interface PublicContent {
  /** The present content generation, read from the database for whoever asks. */
  generation(): Promise<number>
  /** The value of this key for the present content; a failure is not remembered. */
  once<T>(key: string, work: () => Promise<T>): Promise<T>
}

export function openPublicContent(db: Database, most = 1000): PublicContent {
  const generation = sharedReading(() => contentGeneration(db))
  const memo = createMemo(most)
  return {
    generation,
    async once(key, work) {
      const place = `${await generation()} ${key}`
      return memo.get(place, () =>
        work().catch((error: unknown) => {
          memo.forget(place)
          throw error
        }),
      )
    },
  }
}

/** Page data that depends on nothing but the address and the reader's variant. */
export function forAllReaders<T>(
  { app, variant }: { app: { readonly content: PublicContent }; variant: string },
  key: string,
  work: () => Promise<T>,
): Promise<T> {
  return app.content.once(`${variant} ${key}`, work)
}
