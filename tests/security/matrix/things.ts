/** The things that addresses name, in five relations to whoever asks. */
import type { PersonId } from '#kernel/id.ts'
import { courseByCode } from '#modules/courses/index.ts'
import { attemptView, handIn, startAttempt } from '#modules/learning/index.ts'
import { disablePerson, type Scope, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { openKeptContent } from '../../../src/kept/kept-content.ts'
import { mintNumber, numberBytes } from '../../../src/modules/certificates/domain/number.ts'
import { addCertificate, keepFile } from '../../../src/modules/certificates/store.ts'
import { addToCentre, institutionA, institutionB } from '../../support/posted-people.ts'
import type { Actor } from './actors.ts'

/** Her own; of a colleague in her institution; of another institution; of none; of somebody whose account was closed. */
export const relations = ['own', 'same', 'foreign', 'nonexistent', 'suspended'] as const
export type Relation = (typeof relations)[number]

export interface Thing {
  /** Parameters of the address, by their names there. */
  readonly given: Readonly<Record<string, string>>
  readonly owner?: PersonId
  /** Codes from the unit up to the institution in which it lies. */
  readonly place?: readonly Scope[]
  /** For the page in question it is as if it were not there any more. */
  readonly gone?: true
}

export type ThingKind =
  | 'nothing'
  | 'file'
  | 'kept-file'
  | 'open-attempt'
  | 'closed-attempt'
  | 'certificate'
  | 'person'
  | 'colleague'
  | 'entry'
  | 'letter'
  | 'letter-key'
  | 'backup'
  | 'request'
  | 'copy'
  | 'import'

/** All things there are, by kind and owner; a relation that makes no sense for a kind is left out. */
export interface Things {
  /** One that nobody else is asked about. */
  fresh(kind: ThingKind): Promise<Readonly<Record<string, string>> | undefined>
  of(kind: ThingKind, actor: Actor): Partial<Record<Relation, Thing>>
}

/** Entries of the register lie in a place, and are nobody's. */
const entries = {
  same: { given: { kind: 'institution', code: institutionA }, place: [institutionA] },
  foreign: { given: { kind: 'institution', code: institutionB }, place: [institutionB] },
} as const

type Maker = (app: App, owner: SignedIn) => Promise<Readonly<Record<string, string>>>

const makers: Partial<Record<ThingKind, Maker>> = {
  'open-attempt': async (app, { id }) => {
    const made = await attempt(app, id, '2')
    const view = await attemptView(app.db, { person: id, attempt: made, variant: 'sr-Cyrl', now: app.now() })
    return { id: made, item: view?.items[0]?.question.id ?? '' }
  },
  'closed-attempt': async (app, { id }) => {
    const made = await attempt(app, id, '3')
    await handIn(app, { person: id, attempt: made })
    return { id: made }
  },
  certificate: async (app, owner) => ({ number: await certificate(app, owner) }),
  person: async (_, { id }) => ({ id }),
  colleague: async (_, { id }) => ({ id }),
}

const nonexistent: Readonly<Record<ThingKind, Readonly<Record<string, string>>>> = {
  nothing: { rest: 'nowhere/at/all' },
  file: { hash: 'f'.repeat(64), name: 'nista.pdf' },
  'kept-file': { file: `${'f'.repeat(64)}.json` },
  'open-attempt': { id: '01900000-0000-7000-8000-00000000dead', item: 'C01-G001' },
  'closed-attempt': { id: '01900000-0000-7000-8000-00000000dead' },
  certificate: { number: 'ZZZZ-ZZZZ-ZZZZ' },
  person: { id: '01900000-0000-7000-8000-00000000dead' },
  colleague: { id: '01900000-0000-7000-8000-00000000dead' },
  entry: { kind: 'institution', code: 'NEMA' },
  letter: { letter: '01900000-0000-7000-8000-00000000dead' },
  'letter-key': { key: 'nista' },
  backup: { name: 'nista.putokaz' },
  request: { id: '01900000-0000-7000-8000-00000000dead' },
  import: { id: '01900000-0000-7000-8000-00000000dead' },
  copy: { id: '01900000-0000-7000-8000-00000000dead' },
}

/** Makes every kind of thing for every actor, a colleague in A, a stranger in B, and somebody of A who is gone. */
export async function makeThings(app: App, actors: readonly Actor[]): Promise<Things> {
  const [people, colleagues] = [await threePeople(app), await threePeople(app)]
  const shared = await sharedThings(app)
  const owners = [...actors.flatMap(({ person }) => person ?? []), ...Object.values(people), ...Object.values(colleagues)]
  const made = new Map<string, Readonly<Record<string, string>>>()
  for (const [kind, make] of Object.entries(makers)) for (const owner of owners) made.set(`${kind} ${owner.id}`, await make(app, owner))
  for (const { suspended } of [people, colleagues]) await disablePerson(app, `${suspended.id}@primer.invalid`)
  const thing = (kind: ThingKind, owner: SignedIn, place: readonly Scope[]): Thing | undefined => {
    const given = made.get(`${kind} ${owner.id}`)
    return given && { given, owner: owner.id, place }
  }
  return {
    fresh: async (kind) => makers[kind]?.(app, await addToCentre(app, { name: 'Сарад Пролазни', at: institutionA })),
    of(kind, { person }) {
      const only = shared[kind]
      if (only) return { same: { given: only }, nonexistent: { given: nonexistent[kind] } }
      if (kind === 'entry') return { ...entries, nonexistent: { given: nonexistent.entry } }
      // What the administration does to its people must not change those whom the desk is asked about.
      const { same, foreign, suspended } = kind === 'colleague' ? colleagues : people
      const all = {
        own: person ? thing(kind, person, [institutionA]) : undefined,
        same: thing(kind, same, [institutionA]),
        foreign: thing(kind, foreign, [institutionB]),
        nonexistent: { given: nonexistent[kind] },
        suspended: withdrawn(kind, thing(kind, suspended, [institutionA])),
      }
      return Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined))
    },
  }
}

async function threePeople(app: App): Promise<{ same: SignedIn; foreign: SignedIn; suspended: SignedIn }> {
  return {
    same: await addToCentre(app, { name: 'Ана Пробић', at: institutionA }),
    foreign: await addToCentre(app, { name: 'Петар Огледни', at: institutionB }),
    suspended: await addToCentre(app, { name: 'Вера Бивша', at: institutionA }),
  }
}

/** Whose account was closed is no colleague any more, while the administration still knows her. */
function withdrawn(kind: ThingKind, thing: Thing | undefined): Thing | undefined {
  return thing && kind === 'colleague' ? { ...thing, gone: true } : thing
}

/** Things that are nobody's. */
async function sharedThings(app: App): Promise<Partial<Record<ThingKind, Readonly<Record<string, string>>>>> {
  const { rows } = await app.db.executeSql('select hash, name from public_file limit 1')
  const [file] = rows as { hash: string; name: string }[]
  if (!file) throw new Error('The sample has no public file')
  const [kept] = (await openKeptContent(app).offer()).keepable.centre.files
  return { file: { hash: file.hash, name: file.name }, 'kept-file': { file: `${kept?.sha256}.json` } }
}

async function attempt(app: App, person: PersonId, test: string): Promise<string> {
  const started = await startAttempt(app, { person, course: 'C01', test, attempt: app.newId() })
  if (!started.ok) throw new Error(started.refusal)
  return started.value.attempt
}

/** As an issued one stands in the table; the way to it is tested elsewhere. */
async function certificate(app: App, { id, displayName }: SignedIn): Promise<string> {
  const course = await courseByCode(app.db, 'C01')
  if (!course) throw new Error('The sample has no course C01')
  const number = mintNumber(app.random(numberBytes))
  const { code, version, title, hours } = course
  const frozen = {
    title,
    names: { cyrillic: displayName, latin: displayName },
    course: { code, version, title, format: 'online' as const, hours },
    outcomes: [],
    completedOn: '2026-11-20',
    issuedOn: '2026-11-20',
    issuer: {},
    sample: false,
  }
  const row = { number, person: id, course: code, course_version: course.id, version, issued_at: app.now(), frozen }
  const bytes = Buffer.from(`%PDF-1.7 ${number}`)
  const file = { hash: await app.blobs.keep(bytes), size: bytes.length }
  await app.db.transact(async (tx) => {
    await addCertificate(tx, { ...row, revoked_at: null, revoked_reason: null, revoked_by: null })
    await keepFile(tx, number, 'sr-Cyrl', file)
  })
  return number
}
