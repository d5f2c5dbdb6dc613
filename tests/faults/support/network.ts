/** The addresses of a centre in this process, as a device of somebody signed in reaches them. */
import { Hono } from 'hono'
import type { App } from '#platform/app.ts'
import { apiRoutes } from '../../../src/api.ts'
import type { Network } from './device.ts'

export interface NetworkWish {
  readonly session: string
  /** The share of requests that never arrive. */
  readonly down?: number
  /** The share of answers that are lost. */
  readonly silent?: number
}

export function networkTo(app: App): (wish: NetworkWish) => Network {
  const routes = apiRoutes(app, new Hono())
  return ({ session, down = 0, silent = 0 }) =>
    async (method, path, body) => {
      if (Math.random() < down) return undefined
      const headers = { cookie: `session=${session}`, ...(body !== undefined && { 'content-type': 'application/json' }) }
      const version = path.startsWith('/xapi') ? { 'x-experience-api-version': '2.0.0' } : {}
      const sent = body === undefined ? {} : { body: JSON.stringify(body) }
      const answered = await routes.request(app.config.publicUrl.origin + path, { method, headers: { ...headers, ...version }, ...sent })
      return Math.random() < silent ? undefined : answered
    }
}
