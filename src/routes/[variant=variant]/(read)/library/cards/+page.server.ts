import { cardsPage } from '#modules/library/index.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => ({ cards: await cardsPage(app, variant) }))
