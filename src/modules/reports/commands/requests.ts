import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { may, personById, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { dueAt, putOff, type RequestKind, urgency } from '../domain/request.ts'
import { type RequestAtDesk, requestAtDesk } from '../queries/requests.ts'
import { addRequest, allRequests, changeRequest, clocked, findRequest } from '../request-store.ts'

const longest = 4000

export interface RequestToMake {
  readonly person: PersonId
  readonly by: PersonId
  readonly kind: RequestKind
  readonly words: string
}

/** Takes down what a person asks for; the clock starts now. */
export function makeRequest(app: App, given: RequestToMake): Promise<Result<{ id: string }, 'words-missing' | 'words-too-long' | 'nobody'>> {
  const { person, by, kind } = given
  const words = given.words.trim()
  return app.db.transact(async (tx) => {
    if (words === '') return refuse('words-missing')
    if (words.length > longest) return refuse('words-too-long')
    if (!(await personById(tx, person))) return refuse('nobody')
    const [id, now] = [app.newId(), app.now()]
    const fresh = { state: 'open', asked_at: now, due_at: dueAt(now), warned_at: null, answer: null, closed_at: null, closed_by: null } as const
    await addRequest(tx, { id, person, kind, words, entered_by: by, ...fresh })
    await noteDeed(app, tx, { deed: 'reports.request-made', by, on: `request:${id}`, detail: { kind }, ...(by !== person && { about: person }) })
    await tell(app, tx, [{ kind: 'reports.request-made', body: { person, request: id } }])
    return done({ id })
  })
}

/** A request as it lies on the desk. What a person wrote is hers: whoever reads it is noted. */
export async function openRequest(app: App, { actor, id }: { actor: SignedIn; id: string }): Promise<RequestAtDesk | null> {
  const request = may(actor, 'handle-personal-data') ? await requestAtDesk(app, id) : null
  if (request) await app.db.transact((tx) => noteDeed(app, tx, { deed: 'reports.request-opened', by: actor.id, about: request.person, on: `request:${id}` }))
  return request
}

export type AnswerRefusal = 'no-such-request' | 'answer-missing' | 'words-too-long'

/** Closes a request with an answer that the person gets by letter and on her page. */
export function answerRequest(app: App, given: { actor: SignedIn | null; id: string; granted: boolean; answer: string }): Promise<Result<null, AnswerRefusal>> {
  const { actor, id, granted } = given
  const answer = given.answer.trim()
  return app.db.transact(async (tx) => {
    const request = await findRequest(tx, id)
    if (!actor || !may(actor, 'handle-personal-data') || request?.state !== 'open') return refuse('no-such-request')
    if (answer === '') return refuse('answer-missing')
    if (answer.length > longest) return refuse('words-too-long')
    const state = granted ? 'granted' : 'refused'
    await changeRequest(tx, id, { state, answer, closed_at: app.now(), closed_by: actor.id })
    await noteDeed(app, tx, { deed: 'reports.request-answered', by: actor.id, about: request.person, on: `request:${id}`, detail: { granted } })
    await tell(app, tx, [{ kind: 'reports.request-answered', body: { person: request.person, request: id } }])
    return done(null)
  })
}

/** Puts the end of the term off, once, by what the law allows. */
export function extendRequest(app: App, given: { actor: SignedIn | null; id: string }): Promise<Result<null, 'no-such-request' | 'extended-already'>> {
  const { actor, id } = given
  return app.db.transact(async (tx) => {
    const request = await findRequest(tx, id)
    if (!actor || !may(actor, 'handle-personal-data') || request?.state !== 'open') return refuse('no-such-request')
    const later = putOff(clocked(request))
    if (!later) return refuse('extended-already')
    await changeRequest(tx, id, { due_at: later, warned_at: null })
    await noteDeed(app, tx, { deed: 'reports.request-extended', by: actor.id, about: request.person, on: `request:${id}` })
    return done(null)
  })
}

/** Tells, once for each request, that its term runs out. */
export function warnOfRequests(app: App): Promise<void> {
  return app.db.transact(async (tx) => {
    const now = app.now()
    const pressing = (await allRequests(tx)).filter((row) => row.warned_at === null && ['pressing', 'late'].includes(urgency(clocked(row), now)))
    for (const { id } of pressing) await changeRequest(tx, id, { warned_at: now })
    await tell(
      app,
      tx,
      pressing.map(({ id }) => ({ kind: 'reports.request-pressing', body: { request: id } })),
    )
  })
}
