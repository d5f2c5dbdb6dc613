import { toolsPage } from '#modules/tools/index.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => ({ tools: await toolsPage(app, variant) }))
