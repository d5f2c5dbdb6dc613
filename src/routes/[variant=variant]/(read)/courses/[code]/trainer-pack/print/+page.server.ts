import { error } from '@sveltejs/kit'
import { packPrint } from '#modules/courses/index.ts'
import { type PublicEvent, sameForAll } from '../../../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const load = sameForAll(async ({ locals: { app, variant }, params }: PublicEvent<PageServerLoadEvent['params']>) => {
  const pack = /^[A-Z]+\d+$/.test(params.code) ? await packPrint(app, params.code, variant) : null
  if (!pack) error(404)
  return { pack }
})
