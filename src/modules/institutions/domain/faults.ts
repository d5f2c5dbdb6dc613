/** What keeps an entry out of the register: the field and the rule it breaks. */

import type { CapacitySpell, Entries, EntryKind, Facility, Institution, Post, StatusSpell, Terms } from './entry.ts'
import { earliest, isKnownDay, latest } from './known-day.ts'
import { makesCircle, type Parents } from './tree.ts'

export const faultRules = [
  'missing',
  'unknown',
  'taken',
  'code-form',
  'too-long',
  'circle',
  'unit-alone',
  'day',
  'order',
  'number',
  'no-time',
  'overlap',
  'fixed',
  'not-yours',
] as const
export type FaultRule = (typeof faultRules)[number]

export interface Fault {
  readonly field: string
  readonly rule: FaultRule
}

/** What the rest of the Centre knows, that an entry may name. */
export interface Known extends Terms {
  readonly parents: Parents
  readonly jurisdictions: ReadonlySet<string>
  readonly areas: ReadonlySet<string>
}

const codeForms: Record<EntryKind, RegExp> = { institution: /^[A-Z][A-Z0-9-]{1,15}$/, facility: /^[a-z][a-z0-9-]{1,39}$/, post: /^[A-Z][A-Z0-9-]{1,15}$/ }
const longest = { name: 200, mandate: 1200, note: 600, source: 200 }

export function faultsOf<K extends EntryKind>(kind: K, entry: Entries[K], known: Known): Fault[] {
  const { code, name } = entry
  return [
    ...(codeForms[kind].test(code) ? [] : [fault('code', code === '' ? 'missing' : 'code-form')]),
    ...(name['sr-Cyrl'] ? [] : [fault('name_sr', 'missing')]),
    ...(tooLong(name, longest.name) ? [fault('name_sr', 'too-long')] : []),
    ...own[kind](entry, known),
  ]
}

const own: { readonly [K in EntryKind]: (entry: Entries[K], known: Known) => Fault[] } = {
  institution: institutionFaults,
  facility: facilityFaults,
  post: postFaults,
}

function institutionFaults({ code, form, parent, kind, jurisdiction, mandate, source }: Institution, known: Known): Fault[] {
  return [
    ...unknown('kind', kind, codes(known.institutionKinds)),
    ...unknown('jurisdiction', jurisdiction, known.jurisdictions),
    ...(form === 'unit' && parent === undefined ? [fault('parent', 'unit-alone')] : []),
    ...(parent !== undefined && !known.parents.has(parent) ? [fault('parent', 'unknown')] : []),
    ...(parent !== undefined && makesCircle(known.parents, code, parent) ? [fault('parent', 'circle')] : []),
    ...(tooLong(mandate, longest.mandate) ? [fault('mandate_sr', 'too-long')] : []),
    ...sourceFaults(source),
  ]
}

function facilityFaults({ institution, kind, jurisdiction, sameAs, history, capacities }: Facility, known: Known): Fault[] {
  return [
    ...unknown('institution', institution, known.parents),
    ...unknown('kind', kind, codes(known.facilityKinds)),
    ...unknown('jurisdiction', jurisdiction, known.jurisdictions),
    ...(sameAs === undefined ? [] : unknown('same_as', sameAs, known.parents)),
    ...history.flatMap((spell) => spellFaults(spell, known)),
    ...capacities.flatMap(capacityFaults),
  ]
}

function postFaults({ institutions, areas }: Post, known: Known): Fault[] {
  return [
    ...(institutions.length === 0 ? [fault('institutions', 'missing')] : institutions.flatMap((code) => unknown('institutions', code, known.parents))),
    ...(areas.length === 0 ? [fault('areas', 'missing')] : areas.flatMap((code) => unknown('areas', code, known.areas))),
  ]
}

/** A spell says what was, and when it began, ended or was seen. */
export function spellFaults({ status, from, to, seen, note, source }: StatusSpell, known: Pick<Known, 'statuses'>): Fault[] {
  const days = { from, to, seen: typeof seen === 'string' ? seen : undefined }
  const bad = Object.entries(days).flatMap(([field, day]) => (day === undefined || isKnownDay(day) ? [] : [fault(field, 'day')]))
  const reversed = bad.length === 0 && from !== undefined && to !== undefined && earliest(from) > latest(to)
  return [
    ...unknown('status', status, codes(known.statuses)),
    ...bad,
    ...(reversed ? [fault('to', 'order')] : []),
    ...(from === undefined && to === undefined && seen === undefined ? [fault('from', 'no-time')] : []),
    ...(note && tooLong(note, longest.note) ? [fault('note_sr', 'too-long')] : []),
    ...sourceFaults(source),
  ]
}

export function capacityFaults({ capacity, from, source }: CapacitySpell): Fault[] {
  return [
    ...(Number.isInteger(capacity) && capacity >= 0 && capacity <= 100_000 ? [] : [fault('capacity', 'number')]),
    ...(from === undefined || isKnownDay(from) ? [] : [fault('from', 'day')]),
    ...sourceFaults(source),
  ]
}

export function fault(field: string, rule: FaultRule): Fault {
  return { field, rule }
}

function sourceFaults(source: string | undefined): Fault[] {
  return (source?.length ?? 0) > longest.source ? [fault('source', 'too-long')] : []
}

function unknown(field: string, code: string, known: { has(code: string): boolean }): Fault[] {
  if (code === '') return [fault(field, 'missing')]
  return known.has(code) ? [] : [fault(field, 'unknown')]
}

function tooLong(text: object, most: number): boolean {
  return Object.values(text).some((one) => typeof one === 'string' && one.length > most)
}

function codes(terms: readonly { readonly code: string }[]): ReadonlySet<string> {
  return new Set(terms.map(({ code }) => code))
}
