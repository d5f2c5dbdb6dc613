import { fold } from '@putokaz/serbian'
import type { VerbName } from '@putokaz/xapi'
import { verbs } from '@putokaz/xapi'
import { accountsOf, namesOf, personIds } from '#modules/people/index.ts'
import { activityId, type RecordQuestion } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { startOf } from '../../admin/audit/filter.ts'

/** The questions of the page as they were asked, so that they can be shown again. */
export interface Asked {
  readonly person: string
  readonly verb: string
  readonly activity: string
  readonly registration: string
  readonly authority: string
  readonly from: string
  readonly to: string
}

const names = ['person', 'verb', 'activity', 'registration', 'authority', 'from', 'to'] as const
const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const longest = 500

export function askedIn(params: URLSearchParams): Asked {
  const pairs = names.map((name) => [name, (params.get(name) ?? '').trim().slice(0, longest)])
  return Object.fromEntries(pairs) as Record<(typeof names)[number], string>
}

export function queryOf(asked: Asked): URLSearchParams {
  return new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
}

/** What is asked, in the words of the records. A person is named by her account, and by her name only where names are open. */
export async function questionFor(app: App, asked: Asked, { named }: { named: boolean }): Promise<RecordQuestion> {
  const { person, verb, activity, registration, authority, from, to } = asked
  return {
    people: person === '' ? undefined : await accountsFor(app, person, named),
    verb: verb === '' ? undefined : verb in verbs ? verbs[verb as VerbName] : verb,
    activity: activity === '' ? undefined : /^[a-z][a-z0-9+.-]*:/i.test(activity) ? activity : activityId(app, activity),
    registration: registration === '' ? undefined : registration.toLowerCase(),
    authority: authority === '' ? undefined : authority,
    from: startOf(from),
    to: startOf(to, 1),
  }
}

/** So many people with a name like that are looked for together. */
const mostPeople = 30

async function accountsFor(app: App, person: string, named: boolean): Promise<readonly string[]> {
  if (idForm.test(person)) return personIds(app.db, person.toLowerCase())
  if (!named) return []
  const wanted = fold(person).split(/\s+/).filter(Boolean)
  const fitting = (await namesOf(app.db, 'all')).filter(({ name, nameLatin }) =>
    wanted.every((word) => fold(name).includes(word) || fold(nameLatin).includes(word)),
  )
  const accounts = await accountsOf(
    app.db,
    fitting.slice(0, mostPeople).map(({ id }) => id),
  )
  return [...accounts.keys()]
}
