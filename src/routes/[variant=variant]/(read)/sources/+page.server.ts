import { sources } from '#modules/laws/index.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app } }: PublicEvent<PageServerLoadEvent['params']>) => ({ sources: await sources(app.db) }))
