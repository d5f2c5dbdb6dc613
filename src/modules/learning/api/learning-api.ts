import type { Context, Hono } from 'hono'
import * as v from 'valibot'
import { isUuid } from '#kernel/id.ts'
import type { SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { Answer, responseIn } from '../answer-body.ts'
import { flagItem } from '../commands/flag-item.ts'
import { noteReadingPlace, saveNote, toggleBookmark } from '../commands/keep-place.ts'
import { keptSequence, type SaveRefusal, saveAnswer } from '../commands/save-answer.ts'
import { handToDevice } from '../commands/take-along.ts'
import { takeOverFromDevice } from '../commands/take-over-from-device.ts'
import { Bookmark, Note, ReadingPlace, short, uuid } from '../place-bodies.ts'
import { deviceWork } from './device-work.ts'
import { learnerOf } from './learner.ts'

const Flag = v.strictObject({ item: short, flagged: v.boolean() })
const Taken = v.strictObject({ device: uuid })
const statusOf: Record<SaveRefusal, 404 | 409 | 400> = {
  'no-such-attempt': 404,
  'no-such-item': 404,
  'handed-in': 409,
  away: 409,
  'time-over': 409,
  'newer-kept': 409,
  'id-used': 409,
  'response-malformed': 400,
}

type Handle<T> = (c: Context, person: SignedIn, body: T) => Promise<Response>
type Taking = <Schema extends v.GenericSchema>(schema: Schema, handle: Handle<v.InferOutput<Schema>>) => (c: Context) => Promise<Response>

/** What a learner's browser says while she works: every address asks who she is and what the body may be. */
export function learningApi(app: App, routes: Hono): void {
  /** Answers 400 to a body that is not what the address takes. */
  const taking: Taking = (schema, handle) => async (c) => {
    const person = await learnerOf(app, c)
    if (person instanceof Response) return person
    const body = v.safeParse(schema, await plainJson(c))
    return body.success ? handle(c, person, body.output) : c.json({ error: 'malformed' }, 400)
  }
  attemptRoutes(app, routes, taking)
  takenRoutes(app, routes, taking)
  readingRoutes(app, routes, taking)
}

/** The body, if it is JSON that PostgreSQL can keep: no zero character and no half of a surrogate pair, which JSON alone would allow. */
async function plainJson(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return undefined
  try {
    const body: unknown = await c.req.json()
    return /\\u(0000|d[89a-f])/i.test(JSON.stringify(body)) ? undefined : body
  } catch {
    // Not JSON, or nested deeper than anything we take.
    return undefined
  }
}

function attemptRoutes(app: App, routes: Hono, taking: Taking): void {
  routes.post(
    '/api/v1/attempts/:id/answers',
    taking(Answer, async (c, person, body) => {
      const attempt = c.req.param('id') ?? ''
      const response = responseIn(body)
      if (!response.ok) return c.json({ error: 'malformed' }, 400)
      if (!isUuid(attempt)) return c.json({ error: 'no-such-attempt' }, 404)
      const saved = await saveAnswer(app, { ...body, person: person.id, attempt, response: response.value })
      if (saved.ok) return c.json({ saved: true, sequence: saved.value.sequence })
      const newer = saved.refusal === 'newer-kept' && { sequence: await keptSequence(app, { attempt, item: body.item }) }
      return c.json({ error: saved.refusal, ...newer }, statusOf[saved.refusal])
    }),
  )

  routes.post(
    '/api/v1/attempts/:id/flags',
    taking(Flag, async (c, person, body) => {
      const attempt = c.req.param('id') ?? ''
      if (!isUuid(attempt)) return c.json({ error: 'no-such-attempt' }, 404)
      const flagged = await flagItem(app, { ...body, person: person.id, attempt })
      return flagged.ok ? c.json({ saved: true }) : c.json({ error: flagged.refusal }, statusOf[flagged.refusal])
    }),
  )
}

function takenRoutes(app: App, routes: Hono, taking: Taking): void {
  // It binds the test to the device, and so it is no GET, which a link could make.
  routes.post(
    '/api/v1/attempts/:id/taken',
    taking(Taken, async (c, person, { device }) => {
      c.header('cache-control', 'no-store')
      const taken = await handToDevice(app, { person: person.id, attempt: c.req.param('id') ?? '', device })
      return taken.ok ? c.json(taken.value) : c.json({ error: taken.refusal }, taken.refusal === 'no-such-attempt' ? 404 : 409)
    }),
  )
}

function readingRoutes(app: App, routes: Hono, taking: Taking): void {
  routes.put(
    '/api/v1/learning/notes',
    taking(Note, async (c, person, body) => {
      const saved = await saveNote(app, { ...body, person: person.id })
      return saved.ok ? c.json({ saved: true }) : c.json({ error: saved.refusal }, saved.refusal === 'id-used' ? 409 : 400)
    }),
  )

  routes.put(
    '/api/v1/learning/bookmarks',
    taking(Bookmark, async (c, person, body) => {
      const saved = await toggleBookmark(app, { ...body, person: person.id })
      return saved.ok ? c.json({ saved: true }) : c.json({ error: saved.refusal }, saved.refusal === 'id-used' ? 409 : 400)
    }),
  )

  routes.put(
    '/api/v1/learning/place',
    taking(ReadingPlace, async (c, person, body) => {
      const saved = await noteReadingPlace(app, { ...body, person: person.id })
      return saved.ok ? c.json({ saved: true }) : c.json({ error: saved.refusal }, saved.refusal === 'id-used' ? 409 : 400)
    }),
  )

  routes.post(
    '/api/v1/learning/device',
    taking(deviceWork, async (c, person, work) => c.json({ saved: true, ...(await takeOverFromDevice(app, { person: person.id, work })) })),
  )
}
