import type { Variant } from '#kernel/localized.ts'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Card } from './domain/card.ts'
import type { LibraryTables } from './tables.ts'

/** A card, and by what its files are known: those of another text are never taken for its own. */
export interface KeptCard {
  readonly card: Card
  readonly digest: string
}

/** False when the card of this area says exactly this already. */
export async function putCard(tx: Tx, { card, digest }: KeptCard, now: Date): Promise<boolean> {
  const put = await writing<LibraryTables>(tx)
    .insertInto('pocket_card')
    .values({ area: card.area, body: JSON.stringify(card) as unknown as Card, digest, sample: card.sample, published_at: now })
    .onConflict((conflict) =>
      conflict
        .column('area')
        .doUpdateSet((row) => ({
          body: row.ref('excluded.body'),
          digest: row.ref('excluded.digest'),
          sample: row.ref('excluded.sample'),
          published_at: row.ref('excluded.published_at'),
        }))
        .whereRef('pocket_card.digest', '<>', (row) => row.ref('excluded.digest')),
    )
    .executeTakeFirst()
  return Number(put.numInsertedOrUpdatedRows) === 1
}

/** All cards in the order of the areas' codes. */
export async function allCards(db: Db): Promise<KeptCard[]> {
  const rows = await reading<LibraryTables>(db).selectFrom('pocket_card').select(['body', 'digest']).orderBy('area').execute()
  return rows.map(({ body, digest }) => ({ card: body, digest }))
}

/** The card of an area; undefined when there is none. */
export async function cardOfArea(db: Db, area: string): Promise<KeptCard | undefined> {
  const row = await reading<LibraryTables>(db).selectFrom('pocket_card').select(['body', 'digest']).where('area', '=', area).executeTakeFirst()
  return row && { card: row.body, digest: row.digest }
}

export interface CardFile {
  readonly hash: string
  readonly name: string
  readonly size: number
}

export async function cardFile(db: Db, area: string, digest: string, variant: Variant): Promise<CardFile | undefined> {
  return reading<LibraryTables>(db)
    .selectFrom('pocket_card_file')
    .select(['hash', 'name', 'size'])
    .where('area', '=', area)
    .where('digest', '=', digest)
    .where('variant', '=', variant)
    .executeTakeFirst()
}

/** Keeps a made file; the one that was kept first stays. */
export async function addCardFile(tx: Tx, of: { area: string; digest: string; variant: Variant }, file: CardFile, now: Date): Promise<void> {
  await writing<LibraryTables>(tx)
    .insertInto('pocket_card_file')
    .values({ ...of, ...file, made_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
