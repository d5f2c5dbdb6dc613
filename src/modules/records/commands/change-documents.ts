/** Documents of states and profiles: put, joined, taken out, each on the condition its sender names. */
import { createHash } from 'node:crypto'
import { type BrokenRule, type Document, mergeDocuments, type Version } from '@putokaz/xapi'
import { isUuid } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { type DocumentPlace, dropDocument, dropDocuments, holdDocument, putDocument } from '../document-store.ts'
import { type Conditions, precondition } from '../domain/preconditions.ts'

export interface DocumentChange {
  readonly place: DocumentPlace
  readonly name: string
  readonly version: Version
  readonly conditions: Conditions
}

export type DocumentRefusal = { readonly reason: 'failed' | 'unsaid' | 'blind' } | { readonly reason: 'broken'; readonly broken: readonly BrokenRule[] }

/** `PUT` replaces, `POST` joins two JSON objects (Communication 2.2). */
export function saveDocument(app: App, given: DocumentChange & { method: 'PUT' | 'POST'; document: Document }): Promise<Result<null, DocumentRefusal>> {
  const { place, name, version, conditions, method, document } = given
  return app.db.transact(async (tx): Promise<Result<null, DocumentRefusal>> => {
    const before = await holdDocument(tx, place, name)
    const state = precondition({ method, kind: place.kind, version, etag: before?.etag, ...conditions })
    if (state !== 'met') return refuse({ reason: state })
    const old = before && { contentType: before.content_type, body: before.body }
    const saved = method === 'POST' ? mergeDocuments(old, document) : ({ ok: true, value: document } as const)
    if (!saved.ok) return refuse({ reason: 'broken', broken: saved.refusal })
    const body = Buffer.from(saved.value.body)
    await putDocument(tx, place, name, { person: personIn(app, place), content_type: saved.value.contentType, body, etag: etagOf(body), updated: app.now() })
    return done(null)
  })
}

export function removeDocument(app: App, { place, name, version, conditions }: DocumentChange): Promise<Result<null, DocumentRefusal>> {
  return app.db.transact(async (tx): Promise<Result<null, DocumentRefusal>> => {
    const before = await holdDocument(tx, place, name)
    const state = precondition({ method: 'DELETE', kind: place.kind, version, etag: before?.etag, ...conditions })
    if (state !== 'met') return refuse({ reason: state })
    await dropDocument(tx, place, name)
    return done(null)
  })
}

/** All of one place, or of all its registrations. */
export function removeDocuments(app: App, place: DocumentPlace): Promise<void> {
  return app.db.transact((tx) => dropDocuments(tx, place))
}

/** Whose document it is, if the agent is an account of this centre. */
function personIn(app: App, { agent = '' }: DocumentPlace): string | null {
  const account = `account:${app.activityBase}|`
  const name = agent.startsWith(account) ? agent.slice(account.length) : ''
  return isUuid(name) ? name : null
}

/** Communication 3.1: the entity tag is the SHA-1 of the content, in quotes. */
function etagOf(body: Uint8Array): string {
  return `"${createHash('sha1').update(body).digest('hex')}"`
}
