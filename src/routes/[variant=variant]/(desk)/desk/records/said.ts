/** What a record says, in the words of a variant. */
import { createHmac } from 'node:crypto'
import { toLatin } from '@putokaz/serbian'
import { type Activity, type Actor, agentKey, type Statement, type VerbName, verbs } from '@putokaz/xapi'
import { choose, type Variant } from '#kernel/localized.ts'
import { courseByCode, unitsInOrder } from '#modules/courses/index.ts'
import { testName } from '#modules/learning/ui/test-name.ts'
import { namesOf, survivorsOf } from '#modules/people/index.ts'
import { activityId, type ExploredStatement, recordClients } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/record-desk.ts'

type Word = (variant: Variant) => string

const verbWords: Readonly<Record<VerbName, Word>> = {
  initialized: words.verbInitialized,
  experienced: words.verbExperienced,
  progressed: words.verbProgressed,
  attempted: words.verbAttempted,
  answered: words.verbAnswered,
  scored: words.verbScored,
  passed: words.verbPassed,
  failed: words.verbFailed,
  completed: words.verbCompleted,
}
const ownVerbs = Object.keys(verbs) as VerbName[]

export function verbOptions(variant: Variant): { value: string; label: string }[] {
  return ownVerbs.map((name) => ({ value: name, label: verbWords[name](variant) }))
}

export function verbSaid({ verb }: Pick<Statement, 'verb'>, variant: Variant): string {
  const own = ownVerbs.find((name) => verbs[name] === verb.id)
  if (own) return verbWords[own](variant)
  if (verb.id === 'http://adlnet.gov/expapi/verbs/voided') return words.verbVoided(variant)
  return inLanguage(verb.display, variant) ?? lastPart(verb.id)
}

const lastPart = (iri: string) => iri.split(/[/#:]/).findLast((part) => part !== '') ?? iri
const preferred: Readonly<Record<Variant, readonly string[]>> = {
  'sr-Cyrl': ['sr-Cyrl', 'sr', 'sr-RS', 'sr-Latn', 'en'],
  'sr-Latn': ['sr-Latn', 'sr', 'sr-RS', 'sr-Cyrl', 'en'],
  en: ['en', 'en-US', 'en-GB'],
}

export function inLanguage(map: Readonly<Record<string, string>> | undefined, variant: Variant): string | undefined {
  const known = preferred[variant].find((language) => map?.[language])
  return known === undefined ? Object.values(map ?? {})[0] : map?.[known]
}

/** What records are about. Activities of this centre say their course, unit or test; others what they are called. */
export async function objectsIn(app: App, statements: readonly Statement[], variant: Variant): Promise<(statement: Statement) => string> {
  const base = activityId(app, '')
  const codes = statements.flatMap(({ object }) => ownPath(object, base)?.match(coursePath)?.[1] ?? [])
  const titles = new Map<string, string>()
  for (const code of new Set(codes)) {
    const course = await courseByCode(app.db, code)
    for (const { slug, title } of course ? unitsInOrder(course) : []) titles.set(`${code}/${slug}`, choose(title, variant, toLatin).text)
  }
  return ({ object }) => objectSaid(object, { base, titles, variant })
}

interface Saying {
  readonly base: string
  /** Of units as they are now, by course and unit. */
  readonly titles: ReadonlyMap<string, string>
  readonly variant: Variant
}

function ownPath(object: Statement['object'], base: string): string | undefined {
  return 'id' in object && object.id.startsWith(base) ? object.id.slice(base.length) : undefined
}

function objectSaid(object: Statement['object'], { base, titles, variant }: Saying): string {
  if (object.objectType === 'StatementRef') return words.aboutStatement(variant)
  if (object.objectType === 'SubStatement') return words.aboutIntent(variant)
  if (object.objectType === 'Agent' || object.objectType === 'Group') return words.aboutPerson(variant)
  const { id, definition } = object as Activity
  const path = ownPath(object, base)
  return (path === undefined ? undefined : ownActivity(path, titles, variant)) ?? inLanguage(definition?.name, variant) ?? id
}

const coursePath = /^course\/([^/]+)\/version\/([^/]+)(?:\/unit\/([^/]+)|\/test\/([^/]+))?/

function ownActivity(path: string, titles: Saying['titles'], variant: Variant): string | undefined {
  const [, code, version, unit, test] = coursePath.exec(path) ?? []
  const [, question] = /^question\/([^/]+)/.exec(path) ?? []
  if (question !== undefined) return words.aboutQuestion(variant, { question })
  if (code === undefined || version === undefined) return undefined
  const course = words.aboutCourse(variant, { code, version })
  if (unit !== undefined) return `${words.aboutUnit(variant, { unit: titles.get(`${code}/${unit}`) ?? unit })}, ${course}`
  return test === undefined ? course : `${testName(variant, test)}, ${course}`
}

/** Who vouches for it: the Centre, a learner's device, or another system by its name. */
export async function authorityNames(app: App, variant: Variant): Promise<{ value: string; label: string }[]> {
  const clients = (await recordClients(app.db)).map(({ id, name }) => ({ value: `client:${id}`, label: name }))
  return [{ value: 'centre', label: words.byCentre(variant) }, { value: 'device', label: words.byDevice(variant) }, ...clients]
}

export interface Who {
  readonly text: string
  /** Her account, to ask for everything of hers. */
  readonly account: string | null
}

/** Whom records are about: by name where names are open, else by the end of the account's id, or a sign that holds for this page only. */
export async function whoIn(app: App, found: readonly ExploredStatement[], { named, variant }: { named: boolean; variant: Variant }) {
  const accounts = [...new Set(found.flatMap(({ person }) => person ?? []))]
  const survivors = named ? await survivorsOf(app.db, accounts) : new Map<string, string>()
  const people = new Map((await namesOf(app.db, [...new Set(survivors.values())])).map((one) => [one.id as string, one]))
  const sign = signing(app)
  return ({ person, statement: { actor } }: ExploredStatement): Who => {
    if (person === null) return { account: null, text: (named ? toldName(actor) : undefined) ?? words.somebody(variant, { sign: sign(agentKey(actor) ?? '') }) }
    const name = people.get((survivors as ReadonlyMap<string, string>).get(person) ?? '')
    const shown = name && (variant === 'sr-Cyrl' ? name.name : name.nameLatin)
    return { account: person, text: shown ?? words.account(variant, { end: person.slice(-12) }) }
  }
}

function toldName({ name, mbox, account }: Actor): string | undefined {
  return name ?? mbox?.replace(/^mailto:/, '') ?? account?.name
}

/** A sign for somebody that is the same in one answer and says nothing outside it. */
export function signing(app: Pick<App, 'random'>): (key: string) => string {
  const salt = app.random(32)
  return (key) => createHmac('sha256', salt).update(key).digest('hex').slice(0, 12)
}
