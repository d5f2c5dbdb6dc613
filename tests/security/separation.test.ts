/**
 * SEC-03, SEC-04 (ASVS V8.2.3, V8.4.1): what belongs to institution B reaches nobody of institution A, in no list, search, count, file,
 * header or letter; and of her own people nobody is shown what is theirs alone. Each canary is a word that stands in one field only.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { attemptView, nominate, saveAnswer, saveNote, startAttempt } from '#modules/learning/index.ts'
import type { Role, SignedIn } from '#modules/people/index.ts'
import { questionOf } from '../support/answers.ts'
import { type InProcessCentre, inProcessCentre, type Told } from '../support/in-process-centre.ts'
import { addToCentre, institutionA, institutionB, unitOfA } from '../support/posted-people.ts'
import { access } from './matrix/access.ts'
import { type Actor, openSessions } from './matrix/actors.ts'
import { cellsOf } from './matrix/cells.ts'
import { everyOperation } from './matrix/discover.ts'
import { makeThings } from './matrix/things.ts'

/** What is searched for is the beginning only, since a page repeats what was asked. */
const beginning = 'бејканар'
const words = { name: 'Бејканаринка Далековић', latin: 'Bejkanarinka Dalekovi', email: 'bejkanar.adresa', note: 'Бејканар белешка', answer: 'бејканар одговор' }
const ofB = Object.values(words)
const ofA = { email: 'akanar.adresa', note: 'Аканар белешка', answer: 'аканар одговор' }

let centre: InProcessCentre
let foreign: SignedIn
let hers: SignedIn
const readers: Actor[] = []
let sessions: Map<string, string>

beforeAll(async () => {
  centre = await inProcessCentre()
  const { app } = centre
  foreign = await addToCentre(app, { name: words.name, email: `${words.email}@primer.invalid`, at: institutionB })
  hers = await addToCentre(app, { name: 'Аканаринка Блиска', email: `${ofA.email}@primer.invalid`, at: unitOfA })
  await learn(foreign, words)
  await learn(hers, ofA)
  const roles: Role[] = ['learner', 'trainer', 'assessor', 'supervisor', 'focal-point', 'coordinator']
  for (const role of roles)
    readers.push({ name: role, person: await addToCentre(app, { name: 'Марија Пример', roles: [role], scope: institutionA, at: institutionA }) })
  readers.push({ name: 'of all', person: await addToCentre(app, { name: 'Јован Узорак', roles: ['coordinator'] }) })
  sessions = await openSessions(app, readers)
})
afterAll(() => centre.close())

/** A note, and an answer in words, each with a canary. */
async function learn(person: SignedIn, said: { note: string; answer: string }): Promise<void> {
  const { app } = centre
  await saveNote(app, { person: person.id, course: 'C01', unit: '1-1-medjunarodni-pojmovi', text: said.note })
  const started = await startAttempt(app, { person: person.id, course: 'C01', test: 'final', attempt: app.newId() })
  if (!started.ok) throw new Error(started.refusal)
  const { attempt } = started.value
  const view = await attemptView(app.db, { person: person.id, attempt, variant: 'sr-Cyrl', now: app.now() })
  const written = view?.items.find(({ question }) => ['shorttext', 'numeric'].includes(questionOf(question.id).type))?.question
  if (!written) return
  const response = { type: questionOf(written.id).type as 'shorttext', text: said.answer }
  await saveAnswer(app, { id: app.newId(), person: person.id, attempt, item: written.id, sequence: 1, response })
}

const ask = (path: string, name: string) => centre.ask(path, { session: sessions.get(name) })
const wholeOf = ({ headers, body }: Told) => `${JSON.stringify(headers)}\n${body}`
const found = (text: string, canaries: readonly string[]) => canaries.filter((canary) => text.toLowerCase().includes(canary.toLowerCase()))

/** Lists that answer a search, with all that can be asked of them. */
const asked = (query: string) => [
  `/sr/search?q=${query}`,
  `/sr/desk/people?q=${query}`,
  `/sr/desk/people?place=${institutionB}`,
  `/sr/desk/people?place=${institutionB}&q=${query}&state=started`,
  `/sr/desk/people/csv?q=${query}`,
  `/sr/desk/people/csv?place=${institutionB}`,
  '/sr/desk/people?page=2',
  `/sr/admin/people?q=${query}`,
  `/sr/admin/institutions/people?place=${institutionB}`,
  `/sr/admin/institutions/people?q=${query}`,
]

describe('Institution B', () => {
  test('is known to whoever answers for the whole centre, so that a canary would sing', async () => {
    expect(found(wholeOf(await ask('/sr/desk/people', 'of all')), [words.name])).toEqual([words.name])
    expect(found(wholeOf(await ask(`/sr/desk/people/csv?q=${encodeURIComponent(beginning)}`, 'of all')), [words.name])).toEqual([words.name])
    expect((await ask(`/sr/desk/people?q=${encodeURIComponent(beginning)}`, 'focal-point')).status).toBe(200)
  })

  test('is in no page, file, header or search of anybody of institution A', async () => {
    const things = await makeThings(centre.app, readers)
    const operations = (await everyOperation()).filter(({ method, key }) => method === 'GET' && access[key])
    const leaks: string[] = []
    for (const reader of readers.filter(({ name }) => name !== 'of all')) {
      const pages = operations.flatMap((operation) => cellsOf(operation, things, [reader]).map(({ request }) => request.path))
      const searches = [beginning, 'bejkanar', 'BEJKANAR'].flatMap((query) => asked(encodeURIComponent(query)))
      for (const path of new Set([...pages, ...searches])) {
        const sung = found(wholeOf(await ask(path, reader.name)), ofB)
        if (sung.length > 0) leaks.push(`${reader.name} ${path}: ${sung}`)
      }
    }
    expect(leaks).toEqual([])
  })

  test('counts for nothing: a list says as many as there are in A, whatever was asked', async () => {
    const count = async (query: string) => /од (\d+)\./.exec((await ask(`/sr/desk/people${query}`, 'focal-point')).body)?.[1]
    expect(await count(`?place=${institutionB}`)).toBe(await count(''))
    expect(await count(`?q=${encodeURIComponent(beginning)}`)).toBe(await count(''))
  })

  test('is in no letter that deeds in A bring about', async () => {
    const focal = readers.find(({ name }) => name === 'focal-point')?.person
    if (!focal) throw new Error('There is no focal point')
    expect((await nominate(centre.app, { by: focal, course: 'C01', people: [hers.id] })).ok).toBe(true)
    expect((await nominate(centre.app, { by: focal, course: 'C01', people: [foreign.id] })).ok).toBe(false)
    await centre.app.settle()
    const folder = join(centre.app.config.dataFolder, 'mail')
    const letters = existsSync(folder) ? readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')) : []
    expect(letters.filter((letter) => found(letter, ofB).length > 0)).toEqual([])
  })
})

describe('Of her own people', () => {
  test.each(['focal-point', 'supervisor', 'trainer', 'coordinator'])('a %s sees days, and no address, answer or note', async (role) => {
    for (const path of ['/sr/desk/people', '/sr/desk/people/csv', '/en/desk/people', '/sr/desk/people?q=akanar']) {
      const told = await ask(path, role)
      expect([told.status, found(wholeOf(told), ['Аканаринка', 'Akanarinka']).length > 0], path).toEqual([200, true])
      expect(found(wholeOf(told), Object.values(ofA)), path).toEqual([])
    }
  })
})
