import { libraryView } from '#kept/views/centre-views.ts'
import { shelfTypes } from '#modules/library/domain/facets.ts'
import Page from '../../../routes/[variant=variant]/(read)/library/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptCentre } from '../kept-content.ts'

/** A condition that makes no sense is left out. */
export const draw: Draw = async ({ variant }, { searchParams }) => {
  const kept = await keptCentre()
  const asked = Object.fromEntries(searchParams)
  const area = kept?.areas.find(({ code }) => code === asked['area'])?.code
  const type = shelfTypes.find((one) => one === asked['type'])
  const language = ['sr', 'en'].find((one) => one === asked['language'])
  const filters = { ...(area && { area }), ...(type && { type }), ...(language && { language }) }
  return kept && { component: Page, data: dataOf(variant, libraryView(kept, variant, filters)) }
}
