/** Statements handed on to another record store: our own, over a real network that breaks. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type Routes, type StoreClient, storeClient, storeRoutes } from '../../../../tests/support/record-store.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import {
  buildStatement,
  type ForwardingState,
  forwardDue,
  forwardingStates,
  makeClient,
  makeForwarding,
  type NewForwarding,
  pauseForwarding,
  resumeForwarding,
  sendRefusedAgain,
  storeStatements,
} from '../index.ts'

/** What becomes of a request: a status instead of an answer, nothing at all, or done over there and never answered. */
type Fate = number | 'cut' | 'cut-after'

let here: TestApp
let there: TestApp
let sender: StoreClient
let reader: StoreClient
let server: Server
let address: string
let credentials: { key: string; secret: string }
/** Of the next requests; after them all are let through. */
let fates: Fate[]
let asked: number
const actor = actorWith(['admin'], { id: '01900000-0000-7000-8000-00000000ad01' as PersonId })

beforeEach(async () => {
  here = await testApp()
  there = await testApp()
  const routes = storeRoutes(there)
  sender = await storeClient(here, storeRoutes(here))
  reader = await storeClient(there, routes)
  const made = await makeClient(there, { actor, name: 'Центар', scopes: ['statements/write'], origins: [], edition: '1.0.3' })
  if (!made.ok) throw new Error(made.refusal)
  credentials = made.value
  fates = []
  asked = 0
  server = brokenServer(routes)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi`
})
afterEach(async () => {
  server.closeAllConnections()
  server.close()
  await Promise.all([here.close(), there.close()])
})

function brokenServer(routes: Routes): Server {
  return createServer(async (request, response) => {
    asked++
    const fate = fates.shift()
    const body = await buffer(request)
    if (fate === 'cut') return request.socket.destroy()
    if (typeof fate === 'number') return response.writeHead(fate).end()
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]))
    const answer = await routes.request(`http://localhost${request.url}`, { method: request.method ?? '', headers, body: Uint8Array.from(body) })
    if (fate === 'cut-after') return request.socket.destroy()
    response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(Buffer.from(await answer.arrayBuffer()))
  })
}

async function forwarding(more: Partial<NewForwarding> = {}): Promise<string> {
  const given = {
    name: 'Друго складиште',
    address,
    ...credentials,
    edition: '1.0.3',
    authorities: ['centre', 'device', 'client'],
    verbs: [],
    from: 'all',
  } as const
  const made = await makeForwarding(here, { actor, ...given, ...more })
  if (!made.ok) throw new Error(made.refusal)
  return made.value.id
}

const said = <More extends object>(end: string, more?: More) => ({
  actor: { mbox: 'mailto:ana@primer.test' },
  verb: { id: `http://primer.test/verbs/${end}` },
  object: { id: `http://primer.test/things/${end}` },
  ...(more as More),
})
async function tell(statements: object | object[], by = sender): Promise<string[]> {
  here.pass(10)
  const answer = await by.ask('/statements', { method: 'POST', body: statements })
  expect(answer.status).toBe(200)
  here.pass(10)
  return (await answer.json()) as string[]
}
/** Lets an hour go by, a second at a time. */
async function serve(turns = 40): Promise<void> {
  for (let turn = 0; turn < turns; turn++) {
    await forwardDue(here)
    here.pass(900_000)
  }
}
async function arrived(): Promise<string[]> {
  const ids: string[] = []
  let path = '/statements?ascending=true&limit=500'
  there.pass(10_000)
  while (path !== '') {
    const page = (await (await reader.ask(path)).json()) as { statements: { id: string }[]; more: string }
    ids.push(...page.statements.map(({ id }) => id))
    path = page.more.replace('/xapi', '')
  }
  return ids
}
async function state(): Promise<ForwardingState> {
  const [one] = await forwardingStates(here.db)
  if (!one) throw new Error('there is no forwarding')
  return one
}

describe('What is stored here', () => {
  test('arrives there whole and once, over cuts before and after the other store has it, and over its faults', async () => {
    const ids: string[] = []
    for (let batch = 0; batch < 6; batch++) ids.push(...(await tell(Array.from({ length: 30 }, (_, at) => said(`${batch}-${at}`)))))
    await forwarding()
    fates = ['cut', 500, 'cut-after', 503, 'cut-after', 429, 'cut']
    await serve()
    expect((await arrived()).toSorted()).toEqual(ids.toSorted())
    expect(await state()).toMatchObject({ state: 'done', sent: 180, waiting: 0, problem: null, notTaken: [] })
    const before = asked
    await serve(3)
    expect(asked).toBe(before)
  })

  test('is waited with five seconds, ten, twenty, and said with its reason meanwhile', async () => {
    await tell(said('waits'))
    await forwarding()
    fates = [500, 'cut', 401]
    const waits: number[] = []
    for (const problem of ['answered-500', 'unreachable', 'answered-401']) {
      await forwardDue(here)
      const { nextTry, ...now } = await state()
      expect(now).toMatchObject({ state: 'trouble', problem, waiting: 1, sent: 0 })
      waits.push((nextTry?.getTime() ?? 0) - here.now().getTime())
      const before = asked
      await forwardDue(here)
      expect(asked).toBe(before)
      here.pass((waits.at(-1) ?? 0) + 1)
    }
    expect(waits).toEqual([5000, 10_000, 20_000])
    await forwardDue(here)
    expect(await state()).toMatchObject({ state: 'done', sent: 1, problem: null })
  })

  test('and is refused there alone is listed, and what was with it goes on', async () => {
    const taken = here.newId()
    await reader.ask('/statements', { method: 'POST', body: said('first-there', { id: taken }) })
    const ids = await tell([...Array.from({ length: 9 }, (_, at) => said(`with-${at}`)), said('another-here', { id: taken }), said('after')])
    await forwarding()
    await serve(2)
    expect((await arrived()).toSorted()).toEqual(ids.toSorted())
    expect(await state()).toMatchObject({ state: 'done', sent: 10, notTaken: [{ statement: taken, status: 409, again: false }] })
  })

  test('and was refused goes again when somebody asks, in its own words, and is listed again if it is refused again', async () => {
    const ids = await tell(Array.from({ length: 5 }, (_, at) => said(`again-${at}`)))
    const id = await forwarding()
    await tell(said('first'))
    fates = [400, 400, 400, 400]
    await serve(3)
    const refused = (await state()).notTaken.map(({ statement }) => statement)
    expect(refused.length).toBeGreaterThan(0)
    expect(await sendRefusedAgain(here, { actor: actorWith(['coordinator']), id })).toEqual({ ok: false, refusal: 'not-allowed' })
    expect(await sendRefusedAgain(here, { actor, id: here.newId() })).toEqual({ ok: false, refusal: 'no-such-forwarding' })
    expect(await sendRefusedAgain(here, { actor, id })).toMatchObject({ ok: true })
    expect((await state()).notTaken.every(({ again }) => again)).toBe(true)
    fates = ['cut', ...Array<Fate>(2 * refused.length).fill(422)]
    await serve(2)
    expect((await state()).notTaken).toEqual(refused.map((statement) => expect.objectContaining({ statement, status: 422, again: false })))
    await sendRefusedAgain(here, { actor, id })
    fates = ['cut-after']
    await serve(4)
    expect(await state()).toMatchObject({ state: 'done', sent: 6, notTaken: [] })
    expect(new Set(await arrived()).size).toBe(6)
    expect(await arrived()).toEqual(expect.arrayContaining(ids))
    const deeds = await here.db.executeSql(`select detail from audit_entry where deed = 'records.forwarding-repeated'`)
    expect(deeds.rows).toHaveLength(2)
  })

  test('that was refused and is no longer here is forgotten there as well', async () => {
    await tell([said('one'), said('two')])
    const id = await forwarding()
    fates = [400, 400]
    await serve(2)
    const [gone] = (await state()).notTaken.map(({ statement }) => statement)
    expect((await state()).notTaken).toHaveLength(1)
    await here.db.executeSql('delete from statement where id = $1', [gone])
    await sendRefusedAgain(here, { actor, id })
    await serve(2)
    expect(await state()).toMatchObject({ state: 'done', notTaken: [] })
  })

  test('is not passed over when the other store has never taken anything and refuses everything', async () => {
    const ids = await tell([said('a'), said('b')])
    await forwarding()
    fates = Array(6).fill(400)
    await serve(2)
    expect(await state()).toMatchObject({ state: 'trouble', problem: 'refuses-all', waiting: 2, notTaken: [] })
    await serve(2)
    expect((await arrived()).toSorted()).toEqual(ids.toSorted())
  })

  test('by a transaction that began early and ended late is not skipped', async () => {
    await forwarding()
    const late = buildStatement(here, { id: here.newId(), person: here.newId() as PersonId, verb: 'completed', activity: 'late', at: here.now() })
    let early: string[] = []
    await here.db.transact(async (tx) => {
      await storeStatements(here, tx, [late], 'centre')
      // The clock of the test stands, that of the database does not.
      await new Promise((later) => setTimeout(later, 200))
      early = await tell(said('meanwhile'))
      await forwardDue(here)
      expect(asked).toBe(0)
    })
    here.pass(10_000)
    await serve(3)
    expect((await arrived()).toSorted()).toEqual([late.id, ...early].toSorted())
  })

  test('goes only if it is what was asked for', async () => {
    const centre = buildStatement(here, { id: here.newId(), person: here.newId() as PersonId, verb: 'completed', activity: 'course/C01', at: here.now() })
    const other = buildStatement(here, { id: here.newId(), person: here.newId() as PersonId, verb: 'answered', activity: 'course/C01', at: here.now() })
    await here.db.transact((tx) => storeStatements(here, tx, [centre, other], 'centre'))
    await tell(said('foreign', { verb: centre.verb }))
    await forwarding({ authorities: ['centre'], verbs: [centre.verb.id] })
    await serve(2)
    expect(await arrived()).toEqual([centre.id])
  })

  test('from now on leaves out what was before', async () => {
    await tell(said('before'))
    await forwarding({ from: 'now' })
    const ids = await tell(said('after'))
    await serve(2)
    expect(await arrived()).toEqual(ids)
  })

  test('goes with its attachments', async () => {
    const bytes = 'Прилог'
    const sha2 = createHash('sha256').update(bytes).digest('hex')
    const attachment = { usageType: 'http://primer.test/u', display: { sr: 'П' }, contentType: 'text/plain', length: Buffer.byteLength(bytes), sha2 }
    const statement = said('attached', { id: here.newId(), attachments: [attachment] })
    const part = `--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: ${sha2}\r\n\r\n${bytes}\r\n`
    const body = `--b\r\nContent-Type: application/json\r\n\r\n${JSON.stringify(statement)}\r\n${part}--b--\r\n`
    expect((await sender.ask('/statements', { method: 'POST', body, headers: { 'content-type': 'multipart/mixed; boundary=b' } })).status).toBe(200)
    here.pass(100)
    await forwarding()
    await serve(2)
    const answer = await reader.ask(`/statements?statementId=${statement.id}&attachments=true`)
    expect(await answer.text()).toContain(`\r\n\r\n${bytes}\r\n--`)
  })

  test('stays here while it is paused, and goes on from there', async () => {
    const id = await forwarding()
    expect(await pauseForwarding(here, { actor, id })).toMatchObject({ ok: true })
    const ids = await tell(said('paused'))
    await serve(3)
    expect([asked, (await state()).state]).toEqual([0, 'paused'])
    expect(await resumeForwarding(here, { actor, id })).toMatchObject({ ok: true })
    await serve(2)
    expect(await arrived()).toEqual(ids)
  })
})

describe('The secret of another store', () => {
  test('lies in no table, and opens for the address it was given for and no other', async () => {
    await forwarding()
    const { rows } = await here.db.executeSql('select row_to_json(f)::text as row, encode(secret, $1) as secret from record_forwarding f', ['escape'])
    expect(JSON.stringify(rows)).not.toContain(credentials.secret)
    await tell(said('secret'))
    await here.db.executeSql(`update record_forwarding set address = '${address.replace('127.0.0.1', 'localhost')}'`)
    await serve(2)
    expect([asked, (await state()).problem]).toEqual([0, 'secret-lost'])
  })

  test.each([
    ['ftp://primer.test/xapi', 'address-malformed'],
    ['http://primer.test/xapi', 'address-malformed'],
    ['https://ana:tajna@primer.test/xapi', 'address-malformed'],
    ['https://primer.test/xapi?a=b', 'address-malformed'],
    ['nothing', 'address-malformed'],
    ['http://localhost:3999/xapi', 'address-own'],
  ])('is sent nowhere like %s', async (wrong, refusal) => {
    const given = { actor, name: 'Погрешно', address: wrong, key: 'a', secret: 'b', edition: '1.0.3', authorities: ['centre'], verbs: [], from: 'all' } as const
    expect(await makeForwarding(here, given)).toEqual({ ok: false, refusal })
    expect(await makeForwarding(here, { ...given, address, actor: actorWith(['coordinator']) })).toEqual({ ok: false, refusal: 'not-allowed' })
  })
})
