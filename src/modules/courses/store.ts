import { sql } from 'kysely'
import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { Citation } from './domain/citations.ts'
import { type Course, type CourseCard, type CourseVersionId, cardOf, type PublishedCourse } from './domain/course.ts'
import type { UnitBody } from './domain/written-text.ts'
import type { CoursesTables } from './tables.ts'

const json = <T>(value: T) => JSON.stringify(value) as unknown as T

/** The newest version of a course and its fingerprint, locked until the end of the transaction. */
export async function lockCourse(tx: Tx, code: string): Promise<{ current: string | null; announced: Course | null } | undefined> {
  await sql`select pg_advisory_xact_lock(hashtext('courses'), hashtext(${code}))`.execute(writing<CoursesTables>(tx))
  return reading<CoursesTables>(tx).selectFrom('course').select(['current', 'announced']).where('code', '=', code).executeTakeFirst()
}

export function versionsOf(db: Db, code: string): Promise<{ id: string; version: string; content_hash: string }[]> {
  return reading<CoursesTables>(db).selectFrom('course_version').select(['id', 'version', 'content_hash']).where('course', '=', code).execute()
}

/** Every version of every course that was ever open. */
export async function allVersions(db: Db): Promise<CourseVersionId[]> {
  const rows = await reading<CoursesTables>(db).selectFrom('course_version').select('id').orderBy('published_at').orderBy('id').execute()
  return rows.map(({ id }) => id as CourseVersionId)
}

export interface NewVersion {
  readonly id: CourseVersionId
  readonly course: Course
  readonly contentHash: string
  readonly units: readonly { readonly slug: string; readonly body: UnitBody }[]
  readonly citations: readonly Citation[]
}

export async function addVersion(tx: Tx, { id, course, contentHash, units, citations }: NewVersion, now: Date): Promise<void> {
  const db = writing<CoursesTables>(tx)
  const known = { current: null, announced: null, sample: course.sample }
  await db
    .insertInto('course')
    .values({ code: course.code, ...known })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .execute()
  await db
    .insertInto('course_version')
    .values({ id, course: course.code, version: course.version, content: json(course), content_hash: contentHash, published_at: now })
    .execute()
  const rows = units.map(({ slug, body }, position) => ({ course_version: id, slug, position, body: json(body) }))
  if (rows.length > 0) await db.insertInto('course_unit').values(rows).execute()
  const cited = citations.map(({ asOf, nextCheck, owner, ...rest }) => ({
    course_version: id,
    ...rest,
    as_of: asOf,
    next_check: nextCheck,
    owner: owner && json(owner),
  }))
  if (cited.length > 0) await db.insertInto('course_citation').values(cited).execute()
  await db.updateTable('course').set({ current: id, announced: null, sample: course.sample }).where('code', '=', course.code).execute()
}

export async function putAnnounced(tx: Tx, course: Course): Promise<void> {
  const announced = json(course)
  await writing<CoursesTables>(tx)
    .insertInto('course')
    .values({ code: course.code, current: null, announced, sample: course.sample })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ announced, sample: course.sample }))
    .execute()
}

/** Every course in order of its code: the newest version, or what is announced. */
export async function allCourses(db: Db): Promise<(Course & { readonly id?: CourseVersionId })[]> {
  const rows = await reading<CoursesTables>(db)
    .selectFrom('course')
    .leftJoin('course_version', 'course_version.id', 'course.current')
    .select(['course.announced', 'course_version.id', 'course_version.content'])
    .orderBy('course.code')
    .execute()
  return rows.flatMap(({ id, content, announced }) => (content && id ? [{ ...content, id: id as CourseVersionId }] : announced ? [announced] : []))
}

/** Every course, open ones and announced ones, in order of its code. */
export async function catalogue(db: Db): Promise<CourseCard[]> {
  return (await allCourses(db)).map(cardOf)
}

/** The newest version of a course; null when there is none of that code, or when it is only announced. */
export async function courseByCode(db: Db, code: string): Promise<PublishedCourse | null> {
  const row = await published(db).innerJoin('course', 'course.current', 'course_version.id').where('course.code', '=', code).executeTakeFirst()
  return row ? { ...row.content, id: row.id as CourseVersionId } : null
}

/** What is announced under this code; null when nothing is. */
export async function announcedCourse(db: Db, code: string): Promise<Course | null> {
  const row = await reading<CoursesTables>(db).selectFrom('course').select('announced').where('code', '=', code).where('current', 'is', null).executeTakeFirst()
  return row?.announced ?? null
}

/** A version of a course, also one that has been superseded. */
export async function courseVersion(db: Db, id: CourseVersionId): Promise<PublishedCourse | null> {
  const row = await published(db).where('course_version.id', '=', id).executeTakeFirst()
  return row ? { ...row.content, id } : null
}

function published(db: Db) {
  return reading<CoursesTables>(db).selectFrom('course_version').select(['course_version.id', 'course_version.content'])
}

/** A unit of a version, in its source language and in English where it was translated. */
export async function unit(db: Db, version: CourseVersionId, slug: string): Promise<UnitBody | null> {
  const row = await reading<CoursesTables>(db)
    .selectFrom('course_unit')
    .select('body')
    .where('course_version', '=', version)
    .where('slug', '=', slug)
    .executeTakeFirst()
  return row?.body ?? null
}

/** All units of a version in order. */
export function unitsOf(db: Db, version: CourseVersionId): Promise<{ slug: string; body: UnitBody }[]> {
  return reading<CoursesTables>(db).selectFrom('course_unit').select(['slug', 'body']).where('course_version', '=', version).orderBy('position').execute()
}

/** The passages of current versions that rest on an act, or on one article of it. */
export async function passagesCiting(db: Db, act: string, article?: string): Promise<(Citation & { readonly course: string })[]> {
  let query = reading<CoursesTables>(db)
    .selectFrom('course_citation')
    .innerJoin('course', 'course.current', 'course_citation.course_version')
    .selectAll('course_citation')
    .select('course.code as course')
    .where('act', '=', act)
    .orderBy('course')
    .orderBy('unit')
  if (article !== undefined) query = query.where('article', '=', article)
  const rows = await query.execute()
  return rows.map(({ course_version: _, as_of: asOf, next_check: nextCheck, ...rest }) => ({ ...rest, asOf, nextCheck }))
}
