import { error, redirect } from '@sveltejs/kit'
import { cardPage } from '#modules/library/index.ts'
import { address } from '#ui/address.ts'
import { type PublicEvent, sameForAll } from '../../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant }, params }: PublicEvent<PageServerLoadEvent['params']>) => {
  const code = params.area.toUpperCase()
  const card = /^[A-Z][A-Z0-9]{0,9}$/.test(code) ? await cardPage(app, code, variant) : null
  if (!card) error(404)
  if (params.area !== code) redirect(308, address(variant, `/library/cards/${code}`))
  return { card }
})
