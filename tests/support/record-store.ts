/** The record store as another system sees it, without a network between. */
import { Hono } from 'hono'
import type { PersonId } from '#kernel/id.ts'
import { makeClient } from '#modules/records/index.ts'
import { apiRoutes } from '../../src/api.ts'
import { actorWith } from './actors.ts'
import type { TestApp } from './test-app.ts'

export interface Sent {
  readonly method?: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Says no version. */
  readonly unversioned?: boolean
}

export interface StoreClient {
  readonly id: string
  ask(path: string, sent?: Sent): Promise<Response>
}

export type Routes = Pick<Hono, 'request'>

export function storeRoutes(app: TestApp): Routes {
  return apiRoutes(app, new Hono())
}

/** A client of its own; JSON unless its headers say otherwise. */
export async function storeClient(app: TestApp, routes: Routes, given: { scopes?: readonly string[]; origins?: readonly string[] } = {}): Promise<StoreClient> {
  const actor = actorWith(['admin'], { id: app.newId() as PersonId })
  const { scopes = ['all'], origins = [] } = given
  const made = await makeClient(app, { actor, name: 'Пробни систем', scopes, origins, edition: '1.0.3' })
  if (!made.ok) throw new Error(made.refusal)
  const { id, key, secret } = made.value
  const authorization = `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`
  return { id, ask: (path, sent) => askStore(routes, path, { ...sent, headers: { authorization, ...sent?.headers } }) }
}

export async function askStore(routes: Routes, path: string, { method = 'GET', body, headers = {}, unversioned = false }: Sent = {}): Promise<Response> {
  const sent = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const version = unversioned ? {} : { 'x-experience-api-version': '1.0.3' }
  const said = { ...version, ...(sent !== undefined && { 'content-type': 'application/json' }), ...headers }
  return routes.request(`http://localhost/xapi${path}`, { method, headers: said, ...(sent !== undefined && { body: sent }) })
}
