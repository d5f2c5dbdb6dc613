import { redirect } from '@sveltejs/kit'
import { normaliseNumber } from '#modules/certificates/index.ts'
import { address } from '#ui/address.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ url, locals, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' })
  const given = url.searchParams.get('number')?.slice(0, 100) ?? null
  const number = given === null ? undefined : normaliseNumber(given)
  if (number !== undefined) redirect(303, address(locals.variant, `/verify/${number}`))
  return { given }
}
