/**
 * What a restore takes away: whatever was done at the centre since the backup began. What was done on a device is not lost, since
 * devices keep it and send it again when they see the new epoch; the rest is listed, so that people can be told.
 */
import { sql } from 'kysely'
import { type Db, rawHandle } from '#platform/db.ts'
import { tableExists } from '../catalogue.ts'

export interface LostKind {
  /** `statement answered`, `deed people.invited`, `account`, `certificate`. */
  readonly kind: string
  readonly count: number
  readonly first: string
  readonly last: string
  /** Account ids, never names. */
  readonly people: readonly string[]
}

export interface LostWork {
  /** The moment at which the backup began. */
  readonly since: string
  readonly kinds: readonly LostKind[]
}

interface Row {
  readonly kind: string
  readonly count: number
  readonly first: Date
  readonly last: Date
  readonly people: string[]
}

const counted = sql`count(*)::int as count, min(at) as first, max(at) as last, coalesce(array_agg(distinct person) filter (where person <> ''), '{}') as people`

/** Reads it from the database that is replaced. Rejects when that can't be read. */
export async function lostSince(db: Db, since: Date): Promise<LostWork> {
  const kinds: Row[] = []
  for (const source of sources(since)) {
    if (!(await tableExists(db, source.table))) continue
    const found = await sql<Row>`select kind, ${counted} from (${source.rows}) as done group by kind order by kind`.execute(rawHandle(db))
    kinds.push(...found.rows)
  }
  return {
    since: since.toISOString(),
    kinds: kinds.map(({ kind, count, first, last, people }) => ({ kind, count, first: first.toISOString(), last: last.toISOString(), people })),
  }
}

function sources(since: Date) {
  return [
    // The last part of a verb is its name. What the word of a device is, the device has still.
    {
      table: 'statement',
      rows: sql`select 'statement ' || substring(verb from '[^/]+$') as kind, stored as at, actor as person from statement where stored >= ${since} and authority <> 'device'`,
    },
    { table: 'audit_entry', rows: sql`select 'deed ' || deed as kind, at, coalesce(about::text, '') as person from audit_entry where at >= ${since}` },
    { table: 'note', rows: sql`select 'note' as kind, changed_at as at, person::text as person from note where changed_at >= ${since}` },
    { table: 'person', rows: sql`select 'account' as kind, created_at as at, id::text as person from person where created_at >= ${since}` },
    { table: 'certificate', rows: sql`select 'certificate' as kind, issued_at as at, person::text as person from certificate where issued_at >= ${since}` },
  ]
}
