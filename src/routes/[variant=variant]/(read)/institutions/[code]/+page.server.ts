import { error, redirect } from '@sveltejs/kit'
import { areas, jurisdictions } from '#modules/areas/index.ts'
import { requirementsOfPosts } from '#modules/competencies/index.ts'
import { type Facility, type Institution, institutionByCode, registerTerms, type Term } from '#modules/institutions/index.ts'
import { address } from '#ui/address.ts'
import { showingFacilities } from '../../facilities/shown-facility.ts'
import { sayingIn, standing } from '../../said.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import { sourceParts } from '../../source-parts.ts'
import { kindInAddress } from '../kinds.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ params, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const today = app.now().toISOString().slice(0, 10)
  const page = await institutionByCode(app.db, params.code.toUpperCase(), today)
  if (!page) error(404)
  const { institution, parent, parts, facilities, self, posts, duties } = page
  if (params.code !== institution.code.toLowerCase()) redirect(308, address(variant, pathOf(institution)))
  const [known, orders, terms, required] = await Promise.all([areas(app.db), jurisdictions(app.db), registerTerms(app.db), requirementsOfPosts(app.db)])
  const say = sayingIn(variant)
  const order = orders.find(({ code }) => code === institution.jurisdiction)
  const kind = terms.institutionKinds.find(({ code }) => code === institution.kind)
  const shown = showingFacilities(variant, terms, today)
  return {
    institution: {
      name: say(institution.name),
      unit: institution.form === 'unit',
      kind: { path: `/institutions?kind=${kindInAddress(institution.kind)}`, name: say(kind?.name ?? { en: institution.kind }) },
      jurisdiction: order && standing(say(order.place ?? order.name)),
      mandate: say(institution.mandate),
      sources: sourceParts(institution.source),
      check: institution.mark !== 'V',
      nameCheck: institution.nameMark !== undefined && institution.nameMark !== 'V',
    },
    duties,
    parent: parent && { path: pathOf(parent), name: say(parent.name) },
    parts: parts.filter(({ form }) => form === 'institution').map((part) => ({ path: pathOf(part), name: say(part.name) })),
    units: parts.filter(({ form }) => form === 'unit').map((part) => ({ path: pathOf(part), name: say(part.name) })),
    self: self && shown(self),
    facilities: byKind(facilities, terms.facilityKinds).map(({ kind: { code, name }, facilities: own }) => ({
      code,
      name: say(name),
      facilities: own.map(shown),
    })),
    posts: posts.map((post) => ({
      code: post.code,
      path: `/posts/${post.code.toLowerCase()}`,
      name: say(post.name),
      required: required.get(post.code)?.length ?? 0,
      areas: known.filter(({ code }) => post.areas.includes(code)).map(({ code, short }) => ({ path: `/areas/${code.toLowerCase()}`, name: say(short) })),
    })),
    sample: posts.some(({ mark }) => mark === 'I'),
  }
})

function pathOf({ code }: Institution): string {
  return `/institutions/${code.toLowerCase()}`
}

function byKind(facilities: readonly Facility[], kinds: readonly Term[]) {
  return kinds
    .map((kind) => ({ kind, facilities: facilities.filter((facility) => facility.kind === kind.code) }))
    .filter(({ facilities: own }) => own.length > 0)
}
