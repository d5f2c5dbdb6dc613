/** Who asks the record store, in which edition, and how she is answered. */
import type { BrokenRule, Version } from '@putokaz/xapi'
import { versionOf } from '@putokaz/xapi'
import type { Context } from 'hono'
import { getCookie } from 'hono/cookie'
import { may, personOfSession } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { sessionCookie } from '#platform/http/session-cookie.ts'
import { clientOf } from '../commands/record-clients.ts'
import { allows, type RecordDeed } from '../domain/scopes.ts'
import type { Authority } from '../tables.ts'

export interface Asker {
  readonly authority: Exclude<Authority, 'centre'>
  readonly scopes: readonly string[]
  readonly origins: readonly string[]
  /** Whose device it is, if no other system asks. */
  readonly person?: string
  readonly edition: Version
}

export interface Asking {
  readonly asker: Asker
  readonly version: Version
}

export type RecordsEnv = { Variables: { asking: Asking } }
export type Asked = Context<RecordsEnv>

/** A client by Basic authentication (RFC 7617), or a learner's own device by her session. */
export async function askerOf(app: App, c: Asked): Promise<Asker | 'without-right' | null> {
  const header = c.req.header('authorization')
  if (header !== undefined) {
    const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header) ?? []
    const [, key = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? []
    const client = await clientOf(app, { key, secret })
    return client ? { authority: `client:${client.id}`, scopes: client.scopes, origins: client.origins, edition: client.edition } : null
  }
  const token = getCookie(c, sessionCookie(app.config))
  const person = token === undefined ? null : await personOfSession(app.db, token, app.now())
  if (person && !may(person, 'take-tests')) return 'without-right'
  return person ? { authority: 'device', scopes: [], origins: [], person: person.id, edition: '1.0.3' } : null
}

/** What a device may do of its person's own; each address sees to it that it is her own. */
const deviceDeeds: readonly RecordDeed[] = ['write-statements', 'read-own-statements', 'read-state', 'write-state']

export function mayAsk({ person, scopes }: Asker, deed: RecordDeed): boolean {
  return person === undefined ? allows(scopes, deed) : deviceDeeds.includes(deed)
}

export function versionAsked(c: Asked): Version | BrokenRule {
  return versionOf(c.req.header('x-experience-api-version'))
}

type Status = 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413

/** Why not, with the place and the clause. */
export function no(c: Asked, status: Status, error: string, broken: readonly BrokenRule[] = []): Response {
  return c.json({ error, broken }, status)
}

export const broken = (c: Asked, rules: readonly BrokenRule[]): Response => no(c, 400, 'rule-broken', rules)

export function forbidden(c: Asked, rule = 'Communication 4.2: the scopes of these credentials do not reach this'): Response {
  return no(c, 403, 'not-allowed', [{ path: '', rule }])
}
