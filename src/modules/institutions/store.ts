import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Facility, Institution, Post } from './institution.ts'
import type { InstitutionTables } from './tables.ts'

export async function allInstitutions(db: Db): Promise<Institution[]> {
  const rows = await reading<InstitutionTables>(db).selectFrom('institution').select('body').orderBy('position').execute()
  return rows.map((row) => row.body)
}

export async function allFacilities(db: Db): Promise<Facility[]> {
  const rows = await reading<InstitutionTables>(db).selectFrom('facility').select('body').orderBy('position').execute()
  return rows.map((row) => row.body)
}

export async function allPosts(db: Db): Promise<Post[]> {
  const rows = await reading<InstitutionTables>(db).selectFrom('post').select('body').orderBy('position').execute()
  return rows.map((row) => row.body)
}

export interface InstitutionRegister {
  readonly institutions: readonly Institution[]
  readonly facilities: readonly Facility[]
  readonly posts: readonly Post[]
}

/** Puts the whole register in place of the one before. */
export async function replaceRegister(tx: Tx, register: InstitutionRegister): Promise<void> {
  const db = writing<InstitutionTables>(tx)
  await db.deleteFrom('facility').execute()
  await db.deleteFrom('post').execute()
  await db.deleteFrom('institution').execute()
  const json = <T>(body: T) => JSON.stringify(body) as unknown as T
  const { institutions, facilities, posts } = register
  if (institutions.length > 0)
    await db
      .insertInto('institution')
      .values(institutions.map((body, position) => ({ code: body.code, position, body: json(body) })))
      .execute()
  if (facilities.length > 0)
    await db
      .insertInto('facility')
      .values(facilities.map((body, position) => ({ code: body.code, institution: body.institution, position, body: json(body) })))
      .execute()
  if (posts.length > 0)
    await db
      .insertInto('post')
      .values(posts.map((body, position) => ({ code: body.code, position, body: json(body) })))
      .execute()
}
