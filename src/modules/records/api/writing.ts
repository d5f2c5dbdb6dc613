import type { BrokenRule } from '@putokaz/xapi'
import type { Hono } from 'hono'
import type { App } from '#platform/app.ts'
import { type ArrivalRefusal, acceptStatements } from '../commands/accept-statements.ts'
import { tellingPlaces } from '../domain/telling.ts'
import { type Arrived, readStatements } from './arriving.ts'
import { type Asked, broken, forbidden, mayAsk, no, type RecordsEnv } from './asking.ts'

/** Communication 2.1.1 and 2.1.2: statements are put and posted. */
export function writingRoutes(app: App, store: Hono<RecordsEnv>): void {
  store.put('/statements', async (c) => {
    const { asker, version } = c.get('asking')
    if (!mayAsk(asker, 'write-statements')) return forbidden(c)
    const id = onlyStatementId(c)
    if (typeof id !== 'string') return broken(c, [id])
    const arrived = await readStatements(c, version)
    if (!arrived.ok) return broken(c, arrived.refusal)
    const [statement, ...others] = arrived.value.statements
    if (!statement || others.length > 0) return broken(c, [{ path: '', rule: 'Communication 2.1.1: PUT stores a single statement' }])
    if (statement.id !== undefined && statement.id.toLowerCase() !== id)
      return broken(c, [{ path: 'id', rule: 'Communication 2.1.1: the id is that of the parameter statementId' }])
    const stored = await accept(app, c, { ...arrived.value, statements: [{ ...statement, id }] })
    return stored instanceof Response ? stored : c.body(null, 204)
  })

  store.post('/statements', async (c) => {
    const { asker, version } = c.get('asking')
    if (!mayAsk(asker, 'write-statements')) return forbidden(c)
    const unknown = Object.keys(c.req.query())[0]
    if (unknown !== undefined) return broken(c, [{ path: unknown, rule: 'Communication 2.1.2: POST takes no parameters' }])
    const arrived = await readStatements(c, version)
    if (!arrived.ok) return broken(c, arrived.refusal)
    const stored = await accept(app, c, arrived.value)
    return stored instanceof Response ? stored : c.json(stored)
  })
}

/** The ids, or the answer that says why not. */
async function accept(app: App, c: Asked, { statements, attachments }: Arrived): Promise<string[] | Response> {
  const { asker, version } = c.get('asking')
  // Other systems may know people by what they like; in records of our own they are account ids.
  const unkind = asker.person === undefined ? [] : tellingPlaces(statements)
  if (unkind.length > 0) return broken(c, unkind)
  const { authority, person } = asker
  const overAll = person === undefined && mayAsk(asker, 'void-all')
  const accepted = await acceptStatements(app, { statements, attachments, authority, version, overAll, ...(person !== undefined && { person }) })
  return accepted.ok ? accepted.value : refused(c, accepted.refusal)
}

function refused(c: Asked, refusal: ArrivalRefusal): Response {
  if (refusal.reason === 'conflict')
    return no(
      c,
      409,
      'conflict',
      refusal.ids.map((id) => ({ path: id, rule: 'Communication 2.1.1: another statement is kept under this id' })),
    )
  if (refusal.reason === 'not-hers') return forbidden(c, 'a device speaks for the person signed in on it, by her account')
  return forbidden(c, 'Data 2.3.2: these credentials void only what was stored with them')
}

function onlyStatementId(c: Asked): string | BrokenRule {
  const { statementId, ...others } = c.req.queries()
  const unknown = Object.keys(others)[0]
  if (unknown !== undefined) return { path: unknown, rule: 'Communication 2.1.1: PUT takes the parameter statementId and no other' }
  const [id, second] = statementId ?? []
  const isUuid = id !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)
  if (!isUuid || second !== undefined) return { path: 'statementId', rule: 'Communication 2.1.1: statementId is required once, a UUID' }
  return id.toLowerCase()
}
