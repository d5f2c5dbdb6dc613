import type { Hono } from 'hono'
import type { App } from '#platform/app.ts'
import type { RecordsEnv } from './asking.ts'

/** Communication 2.8: what this store speaks, told to anybody. */
export function aboutRoutes(_app: App, store: Hono<RecordsEnv>): void {
  store.get('/about', (c) => c.json({ version: ['2.0.0', '1.0.3'], extensions: {} }))
}
