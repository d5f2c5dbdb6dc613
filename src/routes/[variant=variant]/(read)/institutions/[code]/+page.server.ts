import { error, redirect } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import { type Facility, type Institution, institutionByCode, type StatusSpell } from '#modules/institutions/index.ts'
import * as words from '#texts/generated/open.ts'
import { address } from '#ui/address.ts'
import { knownDate, sayingIn } from '../../said.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import { kindInAddress } from '../kinds.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

/** What the glossary says of each kind of facility, so that no reader takes one for another. */
const terms: Record<string, string> = { AC: 'centar-za-azil', RC: 'prihvatni-centar', DC: 'prihvatiliste-za-strance' }

export const load = sameForAll(async ({ params, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [page, known] = await Promise.all([institutionByCode(app.db, params.code.toUpperCase()), areas(app.db)])
  if (!page) error(404)
  const { institution, parent, parts, facilities, posts } = page
  if (params.code !== institution.code.toLowerCase()) redirect(308, address(variant, pathOf(institution)))
  const say = sayingIn(variant)
  return {
    institution: {
      name: say(institution.name),
      kind: { path: `/institutions?kind=${kindInAddress(institution.kind.code)}`, name: say(institution.kind.name) },
      mandate: say(institution.mandate),
      sources: numbersOf(institution.source),
      check: institution.mark !== 'V',
      nameCheck: institution.nameMark !== undefined && institution.nameMark !== 'V',
    },
    parent: parent && { path: pathOf(parent), name: say(parent.name) },
    parts: parts.map((part) => ({ path: pathOf(part), name: say(part.name) })),
    facilities: byKind(facilities).map(({ kind, facilities: own }) => ({
      kind: say(kind.name),
      code: kind.code,
      term: terms[kind.code] ?? '',
      facilities: own.map((facility) => shownFacility(facility, variant)),
    })),
    posts: posts.map((post) => ({
      code: post.code,
      name: say(post.name),
      areas: known.filter(({ code }) => post.areas.includes(code)).map(({ code, short }) => ({ path: `/areas/${code.toLowerCase()}`, name: say(short) })),
    })),
  }
})

function pathOf({ code }: Institution): string {
  return `/institutions/${code.toLowerCase()}`
}

function numbersOf(source: string | undefined): string {
  return source?.split(' ').join(', ') ?? ''
}

function byKind(facilities: readonly Facility[]) {
  const kinds = [...new Map(facilities.map(({ kind }) => [kind.code, kind])).values()]
  return kinds.map((kind) => ({ kind, facilities: facilities.filter((facility) => facility.kind.code === kind.code) }))
}

function shownFacility(facility: Facility, variant: Variant) {
  const say = sayingIn(variant)
  return {
    code: facility.code,
    name: say(facility.name),
    capacity: facility.capacity,
    history: facility.history.map((spell) => shownSpell(spell, variant)),
    remarks: (facility.remarks ?? []).map(({ text, source, mark }) => ({ text: say(text), sources: numbersOf(source), check: mark !== 'V' })),
  }
}

function shownSpell({ status, from, to, seen, note, source, mark }: StatusSpell, variant: Variant) {
  const say = sayingIn(variant)
  return {
    status: say(status.name),
    period: periodWords(from, to, variant),
    seen: seenWords(seen, variant),
    note: note && say(note),
    sources: numbersOf(source),
    check: mark !== 'V',
  }
}

function periodWords(from: string | undefined, to: string | undefined, variant: Variant): string | undefined {
  if (from && to) return words.periodFromTo(variant, { from: knownDate(from, variant), to: knownDate(to, variant) })
  if (from) return words.periodFrom(variant, { from: knownDate(from, variant) })
  return to ? words.periodTo(variant, { to: knownDate(to, variant) }) : undefined
}

function seenWords(seen: StatusSpell['seen'], variant: Variant): string | undefined {
  if (typeof seen === 'string') return words.seenOn(variant, { when: knownDate(seen, variant) })
  return seen && words.seenAt(variant, { when: sayingIn(variant)(seen).text })
}
