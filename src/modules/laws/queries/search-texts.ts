import type { SearchText } from '#kernel/search-text.ts'
import type { Db } from '#platform/db.ts'
import { acts, provisionsOf } from '../store.ts'

/** What search says of acts; an act is found by the subjects of its provisions too. */
export async function lawSearchTexts(db: Db): Promise<SearchText[]> {
  const all = await acts(db)
  return Promise.all(
    all.map(async (act): Promise<SearchText> => {
      const provisions = await provisionsOf(db, act.code)
      const topics = (variant: 'sr-Cyrl' | 'en') =>
        [act.short[variant], act.kind.name[variant], act.gazette?.[variant], ...provisions.map((one) => one.topic[variant])].filter(Boolean).join('. ')
      const areas = [...new Set(provisions.flatMap((one) => one.areas))]
      return {
        kind: 'act',
        id: act.code,
        path: `/laws/${act.code.toLowerCase()}`,
        title: act.name,
        body: { 'sr-Cyrl': topics('sr-Cyrl'), en: topics('en') },
        areas,
        sample: false,
      }
    }),
  )
}
