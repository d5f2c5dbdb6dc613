import type { Variant } from '#kernel/localized.ts'
import { capacityOn, type Facility, type StatusSpell, statusOn, type Term, type Terms } from '#modules/institutions/index.ts'
import * as register from '#texts/generated/institutions.ts'
import * as words from '#texts/generated/open.ts'
import { knownDate, type Said, sayingIn } from '../said.ts'
import { sourceParts } from '../source-parts.ts'

/** What the glossary says of each kind of facility, so that no reader takes one for another. */
const glossary: Record<string, string> = { AC: 'centar-za-azil', RC: 'prihvatni-centar', DC: 'prihvatiliste-za-strance' }

export type ShownFacility = ReturnType<ReturnType<typeof showingFacilities>>

/** Facilities as a reader meets them on a day. */
export function showingFacilities(variant: Variant, terms: Terms, today: string) {
  const say = sayingIn(variant)
  const nameIn = (list: readonly Term[], code: string) => say(list.find((term) => term.code === code)?.name ?? { en: code })
  const shownSpell = ({ status, from, to, seen, note, source, mark }: StatusSpell) => ({
    status: nameIn(terms.statuses, status),
    period: periodWords({ from, to }, variant),
    seen: seenWords(seen, variant),
    note: note && say(note),
    sources: sourceParts(source),
    check: mark !== 'V',
  })
  return (facility: Facility) => ({
    code: facility.code,
    path: `/facilities/${facility.code}`,
    name: say(facility.name),
    kind: nameIn(terms.facilityKinds, facility.kind),
    term: `/glossary#${glossary[facility.kind] ?? ''}`,
    today: todayWords(facility, { variant, today, statusName: (code) => nameIn(terms.statuses, code) }),
    capacity: capacityOn(facility, today)?.capacity,
    capacities: facility.capacities.map(({ capacity, from, source, mark }) => ({
      count: capacity,
      from: from && register.capacityFrom(variant, { from: withYear(from, variant) }),
      sources: sourceParts(source),
      check: mark !== 'V',
    })),
    history: facility.history.map(shownSpell),
    remarks: facility.remarks.map(({ text, source, mark }) => ({ text: say(text), sources: sourceParts(source), check: mark !== 'V' })),
  })
}

interface Today {
  readonly variant: Variant
  readonly today: string
  readonly statusName: (code: string) => Said
}

/** The status on a day and how far it can be relied on. */
function todayWords(facility: Facility, { variant, today, statusName }: Today) {
  const known = statusOn(facility, today)
  if (!known) return { basis: 'unknown' as const, how: register.nothingKnown(variant), check: true }
  const { status, basis, spell } = known
  const said = { status: statusName(status), basis, check: spell.mark !== 'V' }
  if (basis === 'stated') return { ...said, how: spell.from ? register.stated(variant, { from: withYear(spell.from, variant) }) : register.statedFree(variant) }
  const when = seenWords(spell.seen, variant) ?? periodWords(spell, variant)
  return { ...said, how: when ? register.lastSeen(variant, { when }) : register.lastSeenFree(variant) }
}

function withYear(day: string, variant: Variant): string {
  return knownDate(day, variant)
}

function periodWords({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }, variant: Variant): string | undefined {
  if (from && to) return words.periodFromTo(variant, { from: knownDate(from, variant), to: knownDate(to, variant) })
  if (from) return words.periodFrom(variant, { from: knownDate(from, variant) })
  return to ? words.periodTo(variant, { to: knownDate(to, variant) }) : undefined
}

function seenWords(seen: StatusSpell['seen'], variant: Variant): string | undefined {
  if (typeof seen === 'string') return words.seenOn(variant, { when: knownDate(seen, variant) })
  return seen && words.seenAt(variant, { when: sayingIn(variant)(seen).text })
}
