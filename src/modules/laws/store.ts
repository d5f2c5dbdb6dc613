import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import type { Act, Provision, Source } from './act.ts'
import type { LawsTables } from './tables.ts'

export async function acts(db: Db): Promise<Act[]> {
  const rows = await reading<LawsTables>(db).selectFrom('act').select('body').orderBy('position').execute()
  return rows.map((row) => row.body)
}

export async function provisionsOf(db: Db, act: string): Promise<Provision[]> {
  const rows = await reading<LawsTables>(db).selectFrom('provision').select('body').where('act', '=', act).orderBy('position').execute()
  return rows.map((row) => row.body)
}

/** An act with its provisions; null when there is none of that code. */
export async function actByCode(db: Db, code: string): Promise<{ act: Act; provisions: Provision[] } | null> {
  const row = await reading<LawsTables>(db).selectFrom('act').select('body').where('code', '=', code).executeTakeFirst()
  return row ? { act: row.body, provisions: await provisionsOf(db, code) } : null
}

/** Everything that a number such as S37 stands for, in the order of the numbers. */
export async function sources(db: Db): Promise<Source[]> {
  return reading<LawsTables>(db).selectFrom('source').select(['code', 'page']).orderBy('position').execute()
}

/** Puts the whole list of sources in place of the one before. */
export async function loadSources(tx: Tx, given: readonly Source[]): Promise<void> {
  const db = writing<LawsTables>(tx)
  await db.deleteFrom('source').execute()
  if (given.length > 0)
    await db
      .insertInto('source')
      .values(given.map(({ code, page }, position) => ({ code, position, page })))
      .execute()
}

/** Puts the whole register of acts in place of the one before. */
export async function loadLaws(app: App, tx: Tx, given: { acts: readonly Act[]; provisions: readonly Provision[] }): Promise<void> {
  const db = writing<LawsTables>(tx)
  const json = <T>(body: T) => JSON.stringify(body) as unknown as T
  await db.deleteFrom('provision').execute()
  await db.deleteFrom('act').execute()
  if (given.acts.length > 0)
    await db
      .insertInto('act')
      .values(given.acts.map((body, position) => ({ code: body.code, position, body: json(body) })))
      .execute()
  if (given.provisions.length > 0)
    await db
      .insertInto('provision')
      .values(given.provisions.map((body, position) => ({ act: body.act, article: body.article, position, body: json(body) })))
      .execute()
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'laws.changed', body: {} }])
}
