import { sql } from 'kysely'
import type { SearchKind } from '#kernel/search-text.ts'
import { type Db, rawHandle } from '#platform/db.ts'
import { type Counts, mostRanked } from './domain/found.ts'
import type { SoughtWord } from './domain/question.ts'
import type { FoundItem } from './domain/shown-hit.ts'
import { phraseOf, queryOf } from './domain/vector.ts'

export interface Confines {
  readonly kind?: SearchKind | undefined
  readonly area?: string | undefined
}

export type RankedItem = FoundItem

interface Wanted {
  readonly words: readonly SoughtWord[]
  readonly how: 'all' | 'any'
  readonly confines: Confines
  readonly from: number
  readonly count: number
}

/** One page of the things found, best first. Equal ones have a fixed order, so that pages neither repeat nor skip. */
export async function ranked(db: Db, { words, how, confines, from, count }: Wanted): Promise<RankedItem[]> {
  const query = sql`${queryOf(words, how)}::tsquery`
  const within = withinConfines(confines)
  const found = await sql<RankedItem>`
    with about as (select kind, id from search_item where subject @@ ${query} and ${within} limit ${mostRanked}),
    others as (select kind, id from search_item where tokens @@ ${query} and ${within} limit case when (select count(*) from about) < ${mostRanked} then ${mostRanked} else 0 end),
    candidate as (select kind, id from about union select kind, id from others),
    best as (
      select i.kind, i.id, i.path, i.areas, i.date, i.sample, ${score(words, how)} as score
      from candidate join search_item i using (kind, id)
      order by score desc, date desc nulls last, kind, id offset ${from} limit ${count}
    )
    select best.*, b.title, b.body from best join search_body b using (kind, id) order by score desc, date desc nulls last, kind, id`.execute(rawHandle(db))
  return found.rows
}

/**
 * The share of the words in places of weight, for its length; then what a person would put first: the title typed whole, all words
 * in a title (the more of it, the better), the words in a row.
 */
function score(words: readonly SoughtWord[], how: 'all' | 'any') {
  const query = sql`${queryOf(words, how)}::tsquery`
  const rank = sql`ts_rank('{0.1, 0.2, 0.4, 1.0}', i.tokens, ${query}, 1)`
  const inTitle = sql`case when i.subject @@ ${queryOf(words, 'all', 'A')}::tsquery then 1 + 0.5 * least(1.0, ${words.length}::real / i.title_words) else 0 end`
  const whole = sql`case when i.titles @> array[${words.map((word) => word.keys[0]).join(' ')}]::text[] then 2 else 0 end`
  if (how === 'any') return sql`${rank} + ${matched(words)}`
  const inRow = words.length > 1 ? sql`case when i.tokens @@ ${phraseOf(words)}::tsquery then 0.5 else 0 end` : sql`0`
  return sql`${rank} + ${inTitle} + ${whole} + ${inRow}`
}

/** How many of the words it has. */
function matched(words: readonly SoughtWord[]) {
  return sql.join(
    words.map((word) => sql`(i.tokens @@ ${queryOf([word], 'all')}::tsquery)::integer`),
    sql` + `,
  )
}

function withinConfines({ kind, area }: Confines) {
  return sql`(${kind ?? null}::text is null or kind = ${kind ?? null}) and (${area ?? null}::text is null or areas @> array[${area ?? null}]::text[])`
}

/** How many things have all the words; each facet is counted within the other one, so that a change of mind is one step. */
export async function counts(
  db: Db,
  words: readonly SoughtWord[],
  { kind = null, area = null }: { [K in keyof Confines]: Confines[K] | null },
): Promise<Counts> {
  const ofKind = sql`(${kind}::text is null or kind = ${kind})`
  const ofArea = sql`(${area}::text is null or areas @> array[${area}]::text[])`
  const { rows } = await sql<{ facet: string; value: string; count: number }>`
    with hit as materialized (select kind, areas from search_item where tokens @@ ${queryOf(words, 'all')}::tsquery)
    select 'kind' as facet, kind as value, count(*) as count from hit where ${ofArea} group by kind
    union all select 'area', one, count(*) from hit, unnest(areas) one where ${ofKind} group by one
    union all select 'total', '', count(*) from hit where ${ofKind} and ${ofArea}`.execute(rawHandle(db))
  const facet = <V extends string>(name: string) => new Map(rows.filter((row) => row.facet === name).map((row) => [row.value as V, row.count]))
  return { total: facet('total').get('') ?? 0, kinds: facet<SearchKind>('kind'), areas: facet('area') }
}
