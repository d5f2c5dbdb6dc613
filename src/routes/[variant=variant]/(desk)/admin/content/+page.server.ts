import { toLatin } from '@putokaz/serbian'
import { choose, type Localized, type Variant } from '#kernel/localized.ts'
import { address } from '#ui/address.ts'
import { type ContentItem, contentOverview } from '../../../../../running/content-overview.ts'
import { whoMay } from '../enter.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'oversee-content')
  const { app, variant } = event.locals
  const found = await contentOverview(app.db)
  const today = app.now().toISOString().slice(0, 10)
  const due = found.filter((item) => item.nextCheck !== null && item.nextCheck < today).length
  return { items: found.map((item) => shown(item, variant, today)), due, marked: found.reduce((sum, { marks }) => sum + marks, 0) }
}

function shown({ title, path, nextCheck, ...item }: ContentItem, variant: Variant, today: string) {
  const { text, lang } = chosen(title, variant)
  return { ...item, title: text, lang, href: address(variant, path), nextCheck, overdue: nextCheck !== null && nextCheck < today }
}

function chosen(title: Localized, variant: Variant): { text: string; lang: string | undefined } {
  const { text, variant: written } = choose(title, variant, toLatin)
  return { text, lang: written === variant ? undefined : written }
}
