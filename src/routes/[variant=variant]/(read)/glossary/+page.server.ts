import { glossaryPage } from '#modules/library/index.ts'
import type { PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = async ({ locals: { app, variant } }) => ({ glossary: await glossaryPage(app, variant) })
