import { toLatin } from '@putokaz/serbian'
import { error, redirect } from '@sveltejs/kit'
import { choose, type Localized, type Variant } from '#kernel/localized.ts'
import { withdrawDocument } from '#modules/library/index.ts'
import { withdrawNews } from '#modules/site/index.ts'
import { address } from '#ui/address.ts'
import { type ContentItem, contentOverview, withdrawnContent } from '../../../../../running/content-overview.ts'
import { whoMay } from '../enter.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'oversee-content')
  const { app, variant } = event.locals
  const found = await contentOverview(app.db)
  const today = app.now().toISOString().slice(0, 10)
  const due = found.filter((item) => item.nextCheck !== null && item.nextCheck < today).length
  const withdrawn = (await withdrawnContent(app.db)).map(({ kind, slug, title }) => {
    const { text, lang } = chosen(title, variant)
    return { kind, slug, title: text, lang }
  })
  return {
    ...{ items: found.map((item) => shown(item, variant, today)), withdrawn, due },
    untranslated: found.reduce((sum, { lacksEnglish }) => sum + lacksEnglish, 0),
    marked: found.reduce((sum, { marks }) => sum + marks, 0),
    done: event.url.searchParams.get('done'),
  }
}

function shown({ title, path, nextCheck, ...item }: ContentItem, variant: Variant, today: string) {
  const { text, lang } = chosen(title, variant)
  return { ...item, title: text, lang, href: address(variant, path), nextCheck, overdue: nextCheck !== null && nextCheck < today }
}

function chosen(title: Localized, variant: Variant): { text: string; lang: string | undefined } {
  const { text, variant: written } = choose(title, variant, toLatin)
  return { text, lang: written === variant ? undefined : written }
}

export const actions: Actions = {
  withdraw: (event) => change(event, true),
  back: (event) => change(event, false),
}

/** What is not there, or stands so already, answers as a page that does not exist. */
async function change(event: RequestEvent, withdrawn: boolean): Promise<never> {
  const by = whoMay(event, 'oversee-content')
  const { app, variant } = event.locals
  const form = await event.request.formData()
  const [kind, slug] = [form.get('kind'), String(form.get('slug') ?? '')]
  const outcome = kind === 'document' ? await withdrawDocument(app, { by, slug, withdrawn }) : await withdrawNews(app, { by, slug, withdrawn })
  if (!outcome.ok) error(404)
  redirect(303, address(variant, `/admin/content?done=${withdrawn ? 'withdrawn' : 'back'}`))
}
