import type { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { certificatesApi } from '#modules/certificates/index.ts'
import { learningApi, workFilesApi } from '#modules/learning/index.ts'
import { cardDownloads, manualDownloads } from '#modules/library/index.ts'
import { passkeysApi } from '#modules/people/index.ts'
import { recordsApi } from '#modules/records/index.ts'
import { toolDocuments } from '#modules/tools/index.ts'
import type { App } from '#platform/app.ts'
import { isAway } from '#platform/db.ts'
import { deviceFiles } from '#platform/http/device-files.ts'
import { deviceApi, deviceHeaders } from './device-api.ts'
import { keptApi } from './kept/api.ts'

/** Machine addresses, listed by hand. */
export function apiRoutes(_app: App, routes: Hono): Hono {
  routes.use(deviceHeaders(_app))
  // Before the bound on bodies: batches with their attachments, and files, have one of their own.
  recordsApi(_app, routes)
  workFilesApi(_app, routes)
  routes.use(bodyLimit({ maxSize: 512 * 1024, onError: (c) => c.json({ error: 'too-large' }, 413) }))
  routes.notFound((c) => c.json({ error: 'not-found' }, 404))
  routes.onError((error, c) => {
    _app.log.error('api failed', { error: error.name })
    // A device that hears this waits, and blames none of its work.
    if (isAway(error)) return c.json({ error: 'away' }, 503, { 'retry-after': '5' })
    return c.json({ error: 'failed' }, 500)
  })
  manualDownloads(_app, routes)
  cardDownloads(_app, routes)
  toolDocuments(_app, routes)
  deviceApi(_app, routes)
  deviceFiles(_app, routes)
  keptApi(_app, routes)
  learningApi(_app, routes)
  certificatesApi(_app, routes)
  passkeysApi(_app, routes)
  return routes
}
