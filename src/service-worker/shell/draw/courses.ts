import { catalogueView } from '#kept/views/centre-views.ts'
import Page from '../../../routes/[variant=variant]/(read)/courses/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { keptCentre } from '../kept-content.ts'

const formats = ['online', 'live', 'blended'] as const

/** A filter that is not understood is no filter. */
export const draw: Draw = async ({ variant }, { searchParams }) => {
  const kept = await keptCentre()
  const area = kept?.areas.find(({ code }) => code === searchParams.get('area'))?.code
  const format = formats.find((one) => one === searchParams.get('format'))
  return kept && { component: Page, data: dataOf(variant, catalogueView(kept, variant, { ...(area && { area }), ...(format && { format }) })) }
}
