import type { PersonId } from '#kernel/id.ts'
import { cardsOf, isRestricted, personById } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { putOff, type RequestKind, type RequestState, urgency } from '../domain/request.ts'
import { allRequests, clocked, findRequest, type RequestRow, requestsOf } from '../request-store.ts'
import { erasureOf } from '../store.ts'

export interface ShownRequest {
  readonly id: string
  readonly kind: RequestKind
  readonly state: RequestState
  readonly urgency: ReturnType<typeof urgency>
  readonly words: string
  readonly answer: string | null
  readonly askedAt: Date
  readonly dueAt: Date
  readonly closedAt: Date | null
}

function shown(row: RequestRow, now: Date): ShownRequest {
  const { id, kind, state, words, answer, asked_at: askedAt, due_at: due, closed_at: closedAt } = row
  return { id, kind, state, words, answer, askedAt, dueAt: due, closedAt, urgency: urgency(clocked(row), now) }
}

/** What a person asked for, and what became of it. */
export async function requestsBy(app: App, person: PersonId): Promise<ShownRequest[]> {
  return (await requestsOf(app.db, person)).map((row) => shown(row, app.now()))
}

export interface DeskRequest extends ShownRequest {
  /** Whose it is; null once she was erased. */
  readonly name: string | null
}

/** All requests as the desk sees them, the most pressing first. */
export async function requestDesk(app: App): Promise<DeskRequest[]> {
  const rows = await allRequests(app.db)
  const names = new Map((await cardsOf(app.db, [...new Set(rows.map(({ person }) => person))])).map(({ id, displayName }) => [id as string, displayName]))
  return rows.map((row) => ({ ...shown(row, app.now()), name: names.get(row.person) ?? null }))
}

export interface RequestAtDesk extends DeskRequest {
  readonly person: PersonId
  readonly login: string | null
  readonly mayBePutOff: boolean
  readonly restricted: boolean
  /** The day on which she is taken out, if that was asked for. */
  readonly erasureDue: Date | null
}

export async function requestAtDesk(app: App, id: string): Promise<RequestAtDesk | null> {
  const row = await findRequest(app.db, id)
  if (!row) return null
  const person = row.person as PersonId
  const [card, restricted, erasure] = await Promise.all([personById(app.db, person), isRestricted(app.db, person), erasureOf(app.db, person)])
  return {
    ...shown(row, app.now()),
    name: card?.displayName ?? null,
    person,
    login: card?.login ?? null,
    mayBePutOff: row.state === 'open' && putOff(clocked(row)) !== null,
    restricted,
    erasureDue: erasure && !erasure.done_at ? erasure.due_at : null,
  }
}
