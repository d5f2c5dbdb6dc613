/** SEC-01, SEC-02 (ASVS V8.2.1, V8.2.2, V8.4.1): every address × every role × whose it is. What each must be answered is computed from `access.ts`. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InProcessCentre, inProcessCentre, type Told } from '../../support/in-process-centre.ts'
import { whole } from '../extent.ts'
import { access } from './access.ts'
import { type Actor, everyActor, openSessions } from './actors.ts'
import { kindOf, toldOf } from './answers.ts'
import { askedOnce, type Cell, cellsOf, type Request } from './cells.ts'
import { everyOperation } from './discover.ts'
import { stateOf } from './state.ts'
import { makeThings, type Things } from './things.ts'

const operations = await everyOperation()
let centre: InProcessCentre
let actors: Actor[]
let things: Things
let sessions: Map<string, string>
let spent = true

beforeAll(async () => {
  centre = await inProcessCentre()
  actors = await everyActor(centre.app)
  things = await makeThings(centre.app, actors)
})
afterAll(() => centre.close())

test('every address has a line in the table of access, and every line an address', () => {
  const known = operations.map(({ key }) => key)
  expect({ withoutLine: known.filter((key) => !access[key]), withoutAddress: Object.keys(access).filter((key) => !known.includes(key)) }).toEqual({
    withoutLine: [],
    withoutAddress: [],
  })
})

const ask = ({ path, asked }: Request, { name }: Actor) => centre.ask(path, { ...asked, session: sessions.get(name) })

/** What is wrong with the answer to one question; nothing when all is well. */
async function faultOf(cell: Cell, nothings: Map<string, Promise<Told>>): Promise<string | undefined> {
  const who = `${cell.actor.name}, ${cell.relation}`
  const answer = await ask(cell.request, cell.actor)
  const kind = kindOf(answer)
  if (kind !== cell.expected) return `${who}: ${cell.expected} expected, but ${kind} came (${answer.status} ${answer.headers.location ?? ''})`
  if (cell.expected !== 'nothing' || !cell.reference) return undefined
  const { reference, actor } = cell
  const name = `${actor.name} ${reference.path}`
  const asked = nothings.get(name) ?? ask(reference, actor)
  nothings.set(name, asked)
  const nothing = await asked
  const paths = [cell.request.path, cell.reference.path]
  const [told, wanted] = [toldOf(answer, paths), toldOf(nothing, paths)]
  return told === wanted ? undefined : `${who}: told apart from nothing by ${differenceOf(told, wanted)}`
}

function differenceOf(told: string, wanted: string): string {
  const at = [...told].findIndex((sign, i) => sign !== wanted[i])
  const near = (text: string) => JSON.stringify(text.slice(Math.max(0, at - 60), at + 120))
  return `${near(told)} instead of ${near(wanted)}`
}

/** Eight at a time, as many as there are connections. */
async function faultsOf(cells: readonly Cell[]): Promise<string[]> {
  const faults: string[] = []
  const waiting = [...cells]
  /** What does not exist answers one person alike however often she asks. */
  const nothings = new Map<string, Promise<Told>>()
  const work = async () => {
    for (let cell = waiting.shift(); cell; cell = waiting.shift()) {
      const fault = await faultOf(cell, nothings)
      if (fault !== undefined) faults.push(fault)
    }
  }
  await Promise.all(Array.from({ length: 8 }, work))
  return faults.toSorted()
}

/** The short form asks as the roles that an address names, a few others, and the visitor. */
function asked(cells: readonly Cell[]): Cell[] {
  if (whole) return [...cells]
  const few = new Set(['visitor', 'nobody in particular', 'learner', 'focal-point in MUP', 'coordinator', 'auditor', 'admin'])
  return cells.filter(({ actor, expected }, i) => few.has(actor.name) || (expected === 'given' && i % 5 === 0))
}

/** One question for each who may, about a thing of its own. */
function onceEach(cells: readonly Cell[]): Promise<Cell[]> {
  const one = cells.filter(({ relation }) => relation === 'same' || relation === 'only')
  return Promise.all(one.map((cell) => askedOnce(cell, things)))
}

describe.each(operations.filter(({ key }) => access[key]))('$key', (operation) => {
  test('answers those who may, and everybody else as if there were nothing, which changes nothing', async () => {
    if (spent) sessions = await openSessions(centre.app, actors)
    // What somebody may do can end sessions, hers among them.
    spent = operation.method !== 'GET'
    const cells = asked(cellsOf(operation, things, actors))
    const refused = cells.filter(({ expected }) => expected !== 'given')
    const before = await stateOf(centre.app)
    expect(await faultsOf(refused)).toEqual([])
    expect(await stateOf(centre.app)).toEqual(before)
    const given = cells.filter((cell) => !refused.includes(cell))
    expect(await faultsOf(access[operation.key]?.spoils ? await onceEach(given) : given)).toEqual([])
  })
})
