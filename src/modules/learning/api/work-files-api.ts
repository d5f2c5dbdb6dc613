import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { App } from '#platform/app.ts'
import { workFileLimits } from '../commands/open-work-file.ts'
import { takeInWorkFile } from '../commands/take-in-work-file.ts'
import { learnerOf } from './learner.ts'

/** Work that comes in a file, by the device of whoever has it. */
export function workFilesApi(app: App, routes: Hono): void {
  const tooLarge = (c: Context) => c.json({ error: 'too-large' }, 413)
  routes.post('/api/v1/device/work-files', bodyLimit({ maxSize: workFileLimits.bytes, onError: tooLarge }), async (c) => {
    const person = await learnerOf(app, c)
    if (person instanceof Response) return person
    // No page of another origin can send this type without being asked first (Fetch §2.2.2).
    if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return c.json({ error: 'malformed' }, 400)
    const taken = await takeInWorkFile(app, { by: person.id, text: await c.req.text() })
    if (taken.ok) return c.json({ person: taken.value.person, entries: taken.value.outcomes })
    const { reason, at } = taken.refusal
    return c.json({ error: reason, ...(at !== undefined && { at }) }, reason === 'too-large' ? 413 : 400)
  })
}
