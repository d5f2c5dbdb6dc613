import { keptSearchTexts } from '#kept/views/search-texts.ts'
import { indexKept, type KeptIndex, packed, unpacked } from '#modules/search/device/kept-index.ts'
import { searchKept } from '#modules/search/device/search-kept.ts'
import { storedIndex, storeIndex } from '#modules/search/device/stored-index.ts'
import { searchKinds } from '#modules/search/domain/kinds.ts'
import * as words from '#texts/generated/shell.ts'
import Page from '../../../routes/[variant=variant]/(read)/search/+page.svelte'
import { type Draw, dataOf } from '../drawn.ts'
import { type KeptThing, keptCentre, keptCourse, keptManual, keptThings, keptTool } from '../kept-content.ts'

export const draw: Draw = async ({ variant }, { searchParams }) => {
  const [things, centre] = await Promise.all([keptThings(), keptCentre()])
  const index = await indexOf(things)
  const [kind, area] = [searchKinds.find((one) => one === searchParams.get('kind')), searchParams.get('area') ?? undefined]
  const found = searchKept(index, centre?.areas ?? [], { query: searchParams.get('q') ?? '', variant, kind, area, page: Number(searchParams.get('page') ?? 1) })
  return { component: Page, data: dataOf(variant, { found, kind, area }), says: words.searchesHere(variant) }
}

/** The stored index while it is of what is kept now; else it is made, which takes a moment, and stored. */
async function indexOf(things: readonly KeptThing[]): Promise<KeptIndex> {
  const mark = things.map(({ kind, code, version }) => `${kind} ${code} ${version}`).join(', ')
  const stored = await storedIndex(mark).catch(() => undefined)
  if (stored !== undefined) return unpacked(stored)
  const of = <T>(wanted: KeptThing['kind'], read: (code: string) => Promise<T | null>) =>
    Promise.all(things.filter(({ kind }) => kind === wanted).map(({ code }) => read(code))).then((all) => all.filter((one) => one !== null))
  const all = Promise.all([keptCentre(), of('course', keptCourse), of('manual', keptManual), of('tool', keptTool)])
  const [centre, courses, manuals, tools] = await all
  const index = await indexKept(keptSearchTexts({ centre, courses, manuals, tools }))
  await storeIndex(mark, packed(index)).catch(() => {})
  return index
}
