/** Statements for those who look after the records: all of them, voided ones too, with what the store itself says. */
import { attachmentsOf, isVoiding, type Statement } from '@putokaz/xapi'
import { isUuid } from '#kernel/id.ts'
import type { App } from '#platform/app.ts'
import { keptAttachments } from '../attachment-store.ts'
import { accountKey, keyOf, wantedKeys } from '../keys.ts'
import { findOne, type Looked, lookThrough, type Place, voidingsOf } from '../query-store.ts'
import { targetOf } from '../store.ts'
import type { Authority } from '../tables.ts'
import { whole } from './query-statements.ts'

/** Others may use any version of them. */
const anyUuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** All that is given must fit. */
export interface RecordQuestion {
  /** Accounts of this centre: statements about any of them, none for nobody's. */
  readonly people?: readonly string[] | undefined
  readonly verb?: string | undefined
  /** An activity, wherever a statement names it. */
  readonly activity?: string | undefined
  readonly registration?: string | undefined
  readonly authority?: string | undefined
  /** From this moment on, and before that one. */
  readonly from?: Date | undefined
  readonly to?: Date | undefined
}

export interface ExploredStatement {
  readonly id: string
  readonly stored: Date
  readonly authority: Authority
  /** The account of a person of this centre whom it is about, if it is about one. */
  readonly person: string | null
  readonly statement: Statement
  readonly voided: boolean
}

/** The newest first; `after` is where the page before it ended. */
export async function exploreStatements(
  app: App,
  question: RecordQuestion,
  { after, most }: { after?: Place | undefined; most: number },
): Promise<ExploredStatement[]> {
  if (question.people?.length === 0) return []
  const { people, verb, activity, registration, authority, from, to } = question
  const ofPeople = people ? [people.map((person) => keyOf('agent', accountKey(app.activityBase, person)))] : []
  const filter = { verb, activity, registration, relatedActivities: true, relatedAgents: false }
  const named = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
  const keys = [...ofPeople, ...wantedKeys(named, app.activityBase), ...(authority === undefined ? [] : [[keyOf('authority', authority)]])]
  // The moment of storing has milliseconds: since is exclusive, until inclusive.
  const [since, until] = [from, to].map((moment) => moment && new Date(moment.getTime() - 1))
  const found = await lookThrough(app.db, { keys, since, until, after, ascending: false, most })
  return found.map((one) => explored(app, one))
}

function explored(app: App, found: Looked): ExploredStatement {
  const { id, stored, authority, gone, body } = found
  return { id, stored, authority, person: personIn(app, body), statement: whole(app, found), voided: gone }
}

function personIn(app: App, { actor }: Statement): string | null {
  const { account } = actor
  return account?.homePage === app.activityBase && isUuid(account.name) ? account.name : null
}

export interface OpenedStatement extends ExploredStatement {
  /** What voids it; that of somebody else's credentials does not count. */
  readonly voidings: readonly { readonly by: string; readonly counts: boolean }[]
  /** The statement that it voids, or is about. */
  readonly voids: string | null
  readonly refersTo: string | null
  readonly attachments: readonly OpenedAttachment[]
}

export interface OpenedAttachment {
  readonly display: Readonly<Record<string, string>>
  readonly usageType: string
  readonly contentType: string
  readonly length: number
  readonly sha2: string
  /** Whether the store has the bytes. */
  readonly kept: boolean
}

export async function openStatement(app: App, id: string): Promise<OpenedStatement | null> {
  const found = anyUuid.test(id) ? await findOne(app.db, id) : undefined
  if (!found) return null
  const { voided: gone, body } = found
  const declared = attachmentsOf([body]).map(({ attachment }) => attachment)
  const sums = declared.map(({ sha2 }) => sha2.toLowerCase())
  const kept = new Set((await keptAttachments(app.db, sums)).map(({ sha2 }) => sha2))
  return {
    ...explored(app, { ...found, gone }),
    voidings: await voidingsOf(app.db, found),
    voids: isVoiding(body) ?? null,
    refersTo: targetOf(body),
    attachments: declared.map(({ display, usageType, contentType, length, sha2 }) => {
      return { display, usageType, contentType, length, sha2, kept: kept.has(sha2.toLowerCase()) }
    }),
  }
}

/** `1764000000000.018f…`: a place in the list that can stand in an address. */
export function placeText({ stored, id }: Place): string {
  return `${stored.getTime()}.${id}`
}

export function placeFrom(text: string | null): Place | undefined {
  const [, at, id] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(text ?? '') ?? []
  return at === undefined || id === undefined || !anyUuid.test(id) ? undefined : { stored: new Date(Number(at)), id }
}
