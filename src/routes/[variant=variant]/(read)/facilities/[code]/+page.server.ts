import { error, redirect } from '@sveltejs/kit'
import { allInstitutions, findEntry, registerTerms } from '#modules/institutions/index.ts'
import { address } from '#ui/address.ts'
import { sayingIn } from '../../said.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import { showingFacilities } from '../shown-facility.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ params, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const code = params.code.toLowerCase()
  const [kept, institutions, terms] = await Promise.all([findEntry(app.db, 'facility', code), allInstitutions(app.db), registerTerms(app.db)])
  if (!kept) error(404)
  if (params.code !== code) redirect(308, address(variant, `/facilities/${code}`))
  const say = sayingIn(variant)
  const body = (wanted: string | undefined) => {
    const found = institutions.find((one) => one.code === wanted)
    return found && { path: `/institutions/${found.code.toLowerCase()}`, name: say(found.name) }
  }
  const { institution, sameAs } = kept.entry
  return { facility: showingFacilities(variant, terms, app.now().toISOString().slice(0, 10))(kept.entry), runBy: body(institution), sameAs: body(sameAs) }
})
