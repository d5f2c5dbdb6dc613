import { fail, redirect } from '@sveltejs/kit'
import { address } from '#ui/address.ts'
import { orphans, removeOrphans, storage, takeBack, trashDays } from '../../../../../running/storage.ts'
import { whoMay } from '../enter.ts'
import type { Actions, PageServerLoad } from './$types'
import { sizeWords } from './size.ts'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'run-centre')
  const { app, variant } = event.locals
  const { url } = event
  const found = await storage(app)
  const size = (bytes: number) => sizeWords(variant, bytes)
  const looked = url.searchParams.has('orphans') ? await orphans(app) : undefined
  return {
    done: url.searchParams.get('done'),
    database: size(found.database.bytes),
    tables: found.database.tables.map(({ table, rows, bytes }) => ({ table, rows, size: size(bytes) })),
    kinds: found.kinds.map(({ kind, count, bytes }) => ({ kind, count, size: size(bytes) })),
    trash: { count: found.trash.count, size: size(found.trash.bytes) },
    free: size(found.free),
    orphans: looked && { count: looked.length, size: size(looked.reduce((sum, { bytes }) => sum + bytes, 0)) },
    trashDays,
  }
}

export const actions: Actions = {
  remove: async (event) => {
    const actor = whoMay(event, 'run-centre')
    const typed = (await event.request.formData()).get('count')
    const count = typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? Number(typed) : -1
    const outcome = await removeOrphans(event.locals.app, { actor, count })
    if (!outcome.ok) return fail(409, { refusal: outcome.refusal })
    redirect(303, address(event.locals.variant, '/admin/storage?done=removed'))
  },
  back: async (event) => {
    const actor = whoMay(event, 'run-centre')
    const outcome = await takeBack(event.locals.app, { actor })
    if (!outcome.ok) return fail(409, { refusal: outcome.refusal })
    redirect(303, address(event.locals.variant, '/admin/storage?done=back'))
  },
}
