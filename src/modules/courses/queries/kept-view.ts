import type { App } from '#platform/app.ts'
import { contentGeneration } from '#platform/content-generation.ts'

/** Computes what a page shows once for every state of the content, the same for all its readers. */
export async function keptView<T>(app: App, key: string, compute: () => Promise<T>): Promise<T> {
  const generation = await contentGeneration(app.db)
  const place = app.memo.get<{ view?: T }>(`courses/${generation}/${key}`, () => ({}))
  place.view ??= await compute()
  return place.view
}
