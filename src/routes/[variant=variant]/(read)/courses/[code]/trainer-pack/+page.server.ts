import { error, redirect } from '@sveltejs/kit'
import { packPage } from '#modules/courses/index.ts'
import { address } from '#ui/address.ts'
import { type PublicEvent, sameForAll } from '../../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const load = sameForAll(async ({ locals: { app, variant }, params }: PublicEvent<PageServerLoadEvent['params']>) => {
  const code = params.code.toUpperCase()
  const pack = /^[A-Z]+\d+$/.test(code) ? await packPage(app, code, variant) : null
  if (!pack) error(404)
  if (params.code !== code) redirect(308, address(variant, `/courses/${code}/trainer-pack`))
  return { pack }
})
