import { error } from '@sveltejs/kit'
import { pageBySlug, shownProse } from '#modules/site/index.ts'
import { actNames } from '../act-names.ts'
import { said } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'
import { shownPurposes } from './shown-purposes.ts'

export const csr = false

export const load = sameForAll(async ({ params, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const page = await pageBySlug(app.db, params.page)
  if (!page) error(404)
  const { title, summary, blocks, variant: written, checked, nextCheck, sample } = shownProse(page, variant)
  return {
    title: said(title, variant),
    summary: summary && said(summary, variant),
    blocks,
    written,
    checked,
    nextCheck,
    sample,
    acts: await actNames(app.db, variant),
    processing: params.page === 'privacy' ? shownPurposes(app, variant) : [],
    accessibility: params.page === 'accessibility',
  }
})
