/** The list of „my people“: who may see whom is decided in SQL, by where they work; what is shown are days and nothing else. */
import { collationKey, fold } from '@putokaz/serbian'
import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { dayOf, type Validity, validityIn } from '#modules/certificates/index.ts'
import { catalogue, courseByCode, type PublishedCourse } from '#modules/courses/index.ts'
import { type Posting, peopleAt, postingsIn } from '#modules/institutions/index.ts'
import { type BlockedTest, blockedTests, peopleWithin, type Standing, standingIn } from '#modules/learning/index.ts'
import { maySomewhere, namesOf, type PersonName, type SignedIn, scopesFor, survivorsOf } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'

export const states = ['not-nominated', 'nominated', 'started', 'completed', 'expiring', 'expired'] as const
export type State = (typeof states)[number]

export interface Filter {
  readonly course: string
  readonly words: string
  readonly place: string
  readonly state: string
  /** In whose alphabet names are put in order. */
  readonly script: 'cyrillic' | 'latin'
}

export function filterFrom(params: URLSearchParams, variant: Variant): Filter {
  const given = (name: string) => (params.get(name) ?? '').slice(0, 200)
  return { course: given('course'), words: given('q'), place: given('place'), state: given('state'), script: variant === 'sr-Cyrl' ? 'cyrillic' : 'latin' }
}

export interface Row {
  readonly id: PersonId
  readonly name: PersonName
  readonly places: readonly { readonly post: string | null; readonly place: string }[]
  readonly nominatedOn?: string
  readonly startedOn?: string
  readonly completedOn?: string
  readonly validity?: Validity
}

export interface StandingList {
  readonly course: PublishedCourse | null
  readonly courses: readonly { readonly code: string; readonly title: PublishedCourse['title'] }[]
  readonly rows: readonly Row[]
  /** How many she is responsible for, whatever the filter. */
  readonly all: number
}

/** Everybody whom this person is responsible for and who fits the filter, by name. */
export async function standingList(app: App, actor: SignedIn, filter: Filter): Promise<StandingList> {
  const today = dayOf(app.now())
  const reach = scopesFor(actor, 'see-standing')
  const courses = (await catalogue(app.db)).filter(({ status }) => status === 'published')
  const code = courses.find((course) => course.code === filter.course)?.code ?? courses[0]?.code
  const course = code === undefined ? null : await courseByCode(app.db, code)
  const people = await namesOf(app.db, reach === 'everywhere' ? 'all' : await peopleAt(app.db, reach, today))
  const posted = await postedNow(app, await postingsIn(app.db, reach, filter.place === '' ? undefined : filter.place), today)
  const wanted = fold(filter.words).split(/\s+/).filter(Boolean)
  const named = people.filter((one) => wanted.every((word) => fold(one.name).includes(word) || fold(one.nameLatin).includes(word)))
  const placed = filter.place === '' ? named : named.filter(({ id }) => posted.has(id))
  const rows = (await rowsOf(app, placed, course)).map((row) => ({ ...row, places: posted.get(row.id) ?? [] }))
  const fitting = rows.filter((row) => filter.state === '' || stateFits(row, filter.state, today))
  return { course, courses, all: people.length, rows: byName(fitting, filter.script) }
}

/** In the order of the alphabet in which she reads. */
function byName(rows: readonly Row[], script: Filter['script']): Row[] {
  const keyed = rows.map((row) => ({ row, key: collationKey(script === 'cyrillic' ? row.name.name : row.name.nameLatin, script) }))
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ row }) => row)
}

async function postedNow(app: App, postings: readonly Posting[], today: string): Promise<Map<PersonId, { post: string | null; place: string }[]>> {
  const survivors = await survivorsOf(app.db, [...new Set(postings.map(({ person }) => person))])
  const posted = new Map<PersonId, { post: string | null; place: string }[]>()
  for (const { person: account, post, place, from, to } of postings) {
    const person = survivors.get(account) ?? account
    if (from <= today && (to === undefined || to >= today)) posted.set(person, [...(posted.get(person) ?? []), { post, place }])
  }
  return posted
}

async function rowsOf(app: App, people: readonly PersonName[], course: PublishedCourse | null): Promise<Row[]> {
  const ids = people.map(({ id }) => id)
  const standing = course ? await standingIn(app, ids, course.code) : new Map<PersonId, Standing>()
  const validity = course ? await validityIn(app.db, ids, course.code, app.now()) : new Map<PersonId, Validity>()
  return people.map((name) => {
    const { nominatedAt, startedAt, completedAt } = standing.get(name.id) ?? {}
    const held = validity.get(name.id)
    return {
      id: name.id,
      name,
      places: [],
      ...(nominatedAt && { nominatedOn: dayOf(nominatedAt) }),
      ...(startedAt && { startedOn: dayOf(startedAt) }),
      ...(completedAt && { completedOn: dayOf(completedAt) }),
      ...(held && { validity: held }),
    }
  })
}

const soonDays = 90

function stateFits(row: Row, state: string, today: string): boolean {
  const soon = dayOf(new Date(Date.parse(`${today}T12:00:00Z`) + soonDays * 86_400_000))
  const fits: Readonly<Record<State, boolean>> = {
    'not-nominated': row.nominatedOn === undefined && row.startedOn === undefined && row.completedOn === undefined,
    nominated: row.nominatedOn !== undefined && row.startedOn === undefined && row.completedOn === undefined,
    started: row.startedOn !== undefined && row.completedOn === undefined,
    completed: row.completedOn !== undefined,
    expiring: row.validity?.kind === 'valid' && row.validity.until !== undefined && row.validity.until <= soon,
    expired: row.validity !== undefined && row.validity.kind !== 'valid',
  }
  return (states as readonly string[]).includes(state) && fits[state as State]
}

/** Tests at which somebody on this page waits for one more attempt: only for those who may give it to her. */
export async function waitingFor(app: App, actor: SignedIn, course: PublishedCourse | null, people: readonly PersonId[]): Promise<readonly BlockedTest[]> {
  if (!course || !maySomewhere(actor, 'grant-attempts')) return []
  return blockedTests(app, await peopleWithin(app, app.db, { actor, deed: 'grant-attempts', people }), course)
}
