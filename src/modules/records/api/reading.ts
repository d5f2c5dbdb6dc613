import {
  inFormat,
  languagesOf,
  type Part,
  parseActivitiesParams,
  parseAgentsParams,
  parseFilter,
  personOf,
  type Statement,
  type StatementFilter,
  writeMultipart,
} from '@putokaz/xapi'
import type { Hono } from 'hono'
import { personIds } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { attachmentParts } from '../queries/attachment-parts.ts'
import { knownActivity, knownAgents } from '../queries/known-things.ts'
import { consistentThrough, oneStatement, type Sight, statementPage } from '../queries/query-statements.ts'
import { type Asked, type Asker, broken, forbidden, mayAsk, no, type RecordsEnv } from './asking.ts'
import { moreToken, readMore } from './more.ts'

/** Communication 2.1.3, 2.4 and 2.5: statements, agents and activities are asked for. */
export function readingRoutes(app: App, store: Hono<RecordsEnv>): void {
  store.get('/statements', (c) => giveStatements(app, c, { params: new URL(c.req.url).searchParams }))

  store.get('/more/:token', (c) => {
    const more = readMore(c.req.param('token'))
    return more ? giveStatements(app, c, more) : broken(c, [{ path: 'more', rule: 'Communication 2.1.3: this is no continuation that the store gave out' }])
  })

  store.get('/agents', async (c) => {
    const { asker, version } = c.get('asking')
    if (!mayAsk(asker, 'read-own-statements') && !mayAsk(asker, 'read-profiles')) return forbidden(c)
    const read = parseAgentsParams(new URL(c.req.url).searchParams, version)
    if (!read.ok) return broken(c, read.refusal)
    return c.json(personOf([read.value, ...(asker.person === undefined ? await knownAgents(app.db, read.value) : [])]))
  })

  store.get('/activities', async (c) => {
    const { asker, version } = c.get('asking')
    if (!mayAsk(asker, 'read-own-statements') && !mayAsk(asker, 'read-profiles')) return forbidden(c)
    const read = parseActivitiesParams(new URL(c.req.url).searchParams, version)
    return read.ok ? c.json(await knownActivity(app.db, read.value)) : broken(c, read.refusal)
  })
}

interface Asking {
  readonly params: URLSearchParams
  readonly after?: { readonly stored: Date; readonly id: string }
}

async function giveStatements(app: App, c: Asked, { params, after }: Asking): Promise<Response> {
  const { asker, version } = c.get('asking')
  // Communication 2.1.3: every answer says through when it is consistent; what is asked wrongly, too.
  const consistent = await consistentThrough(app)
  c.header('x-experience-api-consistent-through', consistent.toISOString())
  if (!mayAsk(asker, 'read-own-statements')) return forbidden(c)
  const read = parseFilter(params, version)
  if (!read.ok) return broken(c, read.refusal)
  const filter = read.value
  const sight = await sightOf(app, asker)
  const languages = languagesOf(c.req.header('accept-language'))
  const shown = (statement: Statement) => inFormat(statement, filter.format, languages)
  const id = filter.statementId ?? filter.voidedStatementId
  if (id !== undefined) {
    const one = await oneStatement(app, { id, voided: filter.voidedStatementId !== undefined, sight })
    if (!one) return no(c, 404, 'no-such-statement', [{ path: 'statementId', rule: 'Communication 2.1.3: no statement that may be shown has this id' }])
    return answer(app, c, { filter, statements: [one.statement], body: shown(one.statement), modified: one.stored })
  }
  const page = await statementPage(app, { filter, sight, after, consistent })
  const more = page.next ? `/xapi/more/${moreToken(params, page.next)}` : ''
  return answer(app, c, { filter, statements: page.statements, body: { statements: page.statements.map(shown), more }, modified: page.lastStored })
}

async function sightOf(app: App, asker: Asker): Promise<Sight> {
  if (asker.person !== undefined) return { people: await personIds(app.db, asker.person) }
  return mayAsk(asker, 'read-statements') ? 'all' : { authority: asker.authority }
}

interface Answer {
  readonly filter: StatementFilter
  readonly statements: readonly Statement[]
  readonly body: unknown
  readonly modified: Date | undefined
}

async function answer(app: App, c: Asked, { filter, statements, body, modified }: Answer): Promise<Response> {
  if (modified) c.header('last-modified', modified.toISOString())
  if (!filter.attachments) return c.json(body as object)
  // Communication 1.5.2: with attachments the answer is multipart/mixed, the statements first.
  const boundary = `putokaz-${app.newId()}`
  const first: Part = { headers: { 'content-type': 'application/json' }, body: new TextEncoder().encode(JSON.stringify(body)) }
  const bytes = writeMultipart([first, ...(await attachmentParts(app, statements))], boundary)
  c.header('content-type', `multipart/mixed; boundary=${boundary}`)
  return c.body(Uint8Array.from(bytes))
}
