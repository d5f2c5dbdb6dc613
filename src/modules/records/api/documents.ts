/** Communication 2.2, 2.3, 2.6, 2.7: states and profiles. */
import { agentKey, type BrokenRule, checkDocument, type DocumentMethod, parseProfileParams, parseStateParams, type Reading } from '@putokaz/xapi'
import type { Hono } from 'hono'
import { personIds } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { type DocumentRefusal, removeDocument, removeDocuments, saveDocument } from '../commands/change-documents.ts'
import { type DocumentPlace, documentNames, findDocument } from '../document-store.ts'
import type { RecordDeed } from '../domain/scopes.ts'
import type { DocumentKind } from '../tables.ts'
import { type Asked, broken, forbidden, mayAsk, no, type RecordsEnv } from './asking.ts'

interface Wanted {
  readonly place: DocumentPlace
  readonly name?: string | undefined
  readonly since?: Date | undefined
}

const paths: Record<DocumentKind, string> = { state: '/activities/state', 'agent-profile': '/agents/profile', 'activity-profile': '/activities/profile' }

export function documentRoutes(app: App, store: Hono<RecordsEnv>): void {
  for (const kind of Object.keys(paths) as DocumentKind[]) {
    const path = paths[kind]
    store.get(path, (c) => wanted(app, c, kind, (what) => give(app, c, what)))
    store.put(path, (c) => wanted(app, c, kind, (what) => save(app, c, 'PUT', what)))
    store.post(path, (c) => wanted(app, c, kind, (what) => save(app, c, 'POST', what)))
    store.delete(path, (c) => wanted(app, c, kind, (what) => remove(app, c, what)))
  }
}

/** What is asked for, if it may be. */
async function wanted(app: App, c: Asked, kind: DocumentKind, handle: (what: Wanted) => Promise<Response>): Promise<Response> {
  const { asker } = c.get('asking')
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD'
  const deed: RecordDeed = kind === 'state' ? (reads ? 'read-state' : 'write-state') : reads ? 'read-profiles' : 'write-profiles'
  if (!mayAsk(asker, deed)) return forbidden(c)
  const read = readWanted(c, kind)
  if (!read.ok) return broken(c, read.refusal)
  if (asker.person !== undefined) {
    const hers = (await personIds(app.db, asker.person)).map((id) => agentKey({ account: { homePage: app.activityBase, name: id } }))
    if (!hers.includes(read.value.place.agent ?? null)) return forbidden(c, 'a device keeps states of the person signed in on it')
  }
  return handle(read.value)
}

function readWanted(c: Asked, kind: DocumentKind): Reading<Wanted> {
  const { version } = c.get('asking')
  const params = new URL(c.req.url).searchParams
  const method = c.req.method as DocumentMethod
  const read =
    kind === 'state' ? parseStateParams(params, version, method) : parseProfileParams(params, kind === 'agent-profile' ? 'agent' : 'activity', version, method)
  if (!read.ok) return read
  const { activityId: activity, agent, since } = read.value
  const registration = 'registration' in read.value ? read.value.registration : undefined
  const name = 'stateId' in read.value ? read.value.stateId : 'profileId' in read.value ? read.value.profileId : undefined
  return { ok: true, value: { place: { kind, activity, agent, registration }, name, since: since === undefined ? undefined : new Date(since) } }
}

async function give(app: App, c: Asked, { place, name, since }: Wanted): Promise<Response> {
  if (name === undefined) {
    const found = await documentNames(app.db, place, since)
    const newest = found.at(-1)?.updated
    if (newest) c.header('last-modified', newest.toUTCString())
    return c.json(found.map((one) => one.name))
  }
  const found = await findDocument(app.db, place, name)
  if (!found) return no(c, 404, 'no-such-document')
  c.header('etag', found.etag)
  c.header('last-modified', found.updated.toUTCString())
  c.header('content-type', found.content_type)
  return c.body(Uint8Array.from(found.body))
}

const conditionsOf = (c: Asked) => ({ ifMatch: c.req.header('if-match'), ifNoneMatch: c.req.header('if-none-match') })

async function save(app: App, c: Asked, method: 'PUT' | 'POST', { place, name = '' }: Wanted): Promise<Response> {
  const { version } = c.get('asking')
  const document = { contentType: c.req.header('content-type') ?? 'application/octet-stream', body: new Uint8Array(await c.req.arrayBuffer()) }
  const rules: readonly BrokenRule[] = checkDocument(document)
  if (rules.length > 0) return broken(c, rules)
  const saved = await saveDocument(app, { place, name, version, conditions: conditionsOf(c), method, document })
  return saved.ok ? c.body(null, 204) : refused(c, saved.refusal)
}

async function remove(app: App, c: Asked, { place, name }: Wanted): Promise<Response> {
  const { version } = c.get('asking')
  if (name === undefined) {
    await removeDocuments(app, place)
    return c.body(null, 204)
  }
  const removed = await removeDocument(app, { place, name, version, conditions: conditionsOf(c) })
  return removed.ok ? c.body(null, 204) : refused(c, removed.refusal)
}

function refused(c: Asked, refusal: DocumentRefusal): Response {
  if (refusal.reason === 'broken') return broken(c, refusal.broken)
  if (refusal.reason === 'failed')
    return no(c, 412, 'precondition-failed', [
      { path: c.req.header('if-match') === undefined ? 'If-None-Match' : 'If-Match', rule: 'Communication 3.1: the document is not the one that was meant' },
    ])
  if (refusal.reason === 'blind') return broken(c, [{ path: 'If-None-Match', rule: 'Communication 3.1: a profile is put with If-Match or If-None-Match' }])
  const rule = 'Communication 3.1: there is a document already; read it, then put with If-Match, or say If-None-Match'
  return no(c, 409, 'conflict', [{ path: 'If-Match', rule }])
}
