/** Statements as they are given out: whole, with what the store itself says of them, page by page. */
import type { Statement, StatementFilter } from '@putokaz/xapi'
import type { App } from '#platform/app.ts'
import { keyOf, wantedKeys } from '../keys.ts'
import { type Found, findOne, findPage, type Place, settledThrough } from '../query-store.ts'
import type { Authority } from '../tables.ts'

/** Whose statements somebody may see: all, those stored with her own credentials, or those about a person of these accounts. */
export type Sight = 'all' | { readonly authority: Authority } | { readonly people: readonly string[] }

export interface Page {
  readonly statements: Statement[]
  /** The newest of them. */
  readonly lastStored: Date | undefined
  /** Where the next page begins, if there is one. */
  readonly next: Place | undefined
}

/** A store says itself when it took a statement and on whose word (Data 2.4.8, 2.4.9). */
export function whole(app: Pick<App, 'activityBase'>, { body, stored, authority }: Found): Statement {
  const account = { homePage: app.activityBase, name: authority }
  return { version: '1.0.0', ...body, stored: stored.toISOString(), authority: { objectType: 'Agent', account } }
}

/** A moment before which all that was stored is to be seen (Communication 2.1.3, X-Experience-API-Consistent-Through). */
export function consistentThrough(app: App): Promise<Date> {
  return settledThrough(app.db, app.now())
}

export const mostAtOnce = 500
const usually = 100

export interface PageAsked {
  readonly filter: StatementFilter
  readonly sight: Sight
  readonly after?: Place | undefined
  readonly consistent: Date
}

export async function statementPage(app: App, { filter, sight, after, consistent }: PageAsked): Promise<Page> {
  const most = filter.limit === 0 ? usually : Math.min(filter.limit, mostAtOnce)
  const since = filter.since === undefined ? undefined : new Date(filter.since)
  const until = filter.until === undefined ? undefined : new Date(filter.until)
  // Who follows upwards must not step over what is still being written.
  const before = filter.ascending && after ? consistent : undefined
  const keys = [...wantedKeys(filter, app.activityBase), ...sightKeys(app, sight)]
  const found = await findPage(app.db, { keys, since, until, after, before, ascending: filter.ascending, most: most + 1 })
  const page = cut(found, { most, ascending: filter.ascending, consistent })
  const last = page.at(-1)
  const newest = filter.ascending ? last : page[0]
  return {
    statements: page.map((one) => whole(app, one)),
    lastStored: newest?.stored,
    next: found.length > most && last ? { stored: last.stored, id: last.id } : undefined,
  }
}

function cut(found: readonly Found[], { most, ascending, consistent }: { most: number; ascending: boolean; consistent: Date }): readonly Found[] {
  const page = found.slice(0, most)
  if (!ascending || found.length <= most) return page
  const settled = page.filter(({ stored }) => stored < consistent)
  return settled.length > 0 ? settled : page
}

function sightKeys(app: App, sight: Sight): string[][] {
  if (sight === 'all') return []
  if ('authority' in sight) return [[keyOf('authority', sight.authority)]]
  return [sight.people.map((person) => keyOf('agent', `account:${app.activityBase}|${person}`))]
}

export interface OneStatement {
  readonly statement: Statement
  readonly stored: Date
}

export async function oneStatement(app: App, { id, voided, sight }: { id: string; voided: boolean; sight: Sight }): Promise<OneStatement | null> {
  const found = await findOne(app.db, id)
  if (!found || found.voided !== voided || !isSeen(found, sight)) return null
  return { statement: whole(app, found), stored: found.stored }
}

function isSeen({ authority, body }: Found, sight: Sight): boolean {
  if (sight === 'all') return true
  return 'authority' in sight ? sight.authority === authority : sight.people.includes(body.actor.account?.name ?? '')
}
