/** Entries as flat text and back: forms, tables and the list of changes all speak of these fields. */
import { type Entries, type EntryKind, type Facility, forms, type Institution, type Post } from './entry.ts'
import { type Cells, localizedFrom, localizedInto, markFrom, optional } from './localized-cells.ts'

const names = ['name_sr', 'name_sr_latn', 'name_en'] as const
const mandates = ['mandate_sr', 'mandate_sr_latn', 'mandate_en'] as const

export const entryColumns = {
  institution: ['code', 'form', 'parent', 'kind', 'jurisdiction', ...names, ...mandates, 'source', 'mark', 'name_mark'],
  facility: ['code', 'institution', 'kind', 'jurisdiction', 'same_as', ...names],
  post: ['code', ...names, 'institutions', 'areas', 'mark'],
} as const satisfies Record<EntryKind, readonly string[]>

export type EntryColumn<K extends EntryKind> = (typeof entryColumns)[K][number]
export type EntryCells<K extends EntryKind> = Cells<EntryColumn<K>>

interface Mapping<K extends EntryKind> {
  readonly into: (entry: Entries[K]) => EntryCells<K>
  /** What the cells do not speak of stays as it was before. */
  readonly from: (cells: EntryCells<K>, before?: Entries[K]) => Entries[K]
}

const institution: Mapping<'institution'> = {
  into: ({ code, form, parent = '', kind, jurisdiction, name, mandate, source = '', mark, nameMark = '' }) => ({
    ...{ code, form, parent, kind, jurisdiction },
    ...localizedInto('name', name),
    ...localizedInto('mandate', mandate),
    ...{ source, mark, name_mark: nameMark },
  }),
  from: (cells): Institution => ({
    code: cells.code,
    form: forms.find((form) => form === cells.form) ?? 'institution',
    ...optional('parent', cells.parent),
    kind: cells.kind,
    jurisdiction: cells.jurisdiction,
    name: localizedFrom(cells, 'name'),
    mandate: localizedFrom(cells, 'mandate'),
    ...optional('source', cells.source),
    ...(cells.name_mark !== '' && { nameMark: markFrom(cells.name_mark) }),
    mark: markFrom(cells.mark),
  }),
}

const facility: Mapping<'facility'> = {
  into: ({ code, institution: body, kind, jurisdiction, sameAs = '', name }) => ({
    ...{ code, institution: body, kind, jurisdiction, same_as: sameAs },
    ...localizedInto('name', name),
  }),
  from: (cells, before): Facility => ({
    code: cells.code,
    institution: cells.institution,
    kind: cells.kind,
    jurisdiction: cells.jurisdiction,
    ...optional('sameAs', cells.same_as),
    name: localizedFrom(cells, 'name'),
    capacities: before?.capacities ?? [],
    history: before?.history ?? [],
    remarks: before?.remarks ?? [],
  }),
}

const post: Mapping<'post'> = {
  into: ({ code, name, institutions, areas, mark }) => ({
    code,
    ...localizedInto('name', name),
    ...{ institutions: institutions.join(' '), areas: areas.join(' '), mark },
  }),
  from: (cells): Post => ({
    code: cells.code,
    name: localizedFrom(cells, 'name'),
    institutions: wordsOf(cells.institutions),
    areas: wordsOf(cells.areas),
    mark: markFrom(cells.mark),
  }),
}

const mappings: { readonly [K in EntryKind]: Mapping<K> } = { institution, facility, post }

export function cellsOf<K extends EntryKind>(kind: K, entry: Entries[K]): EntryCells<K> {
  return mappings[kind].into(entry)
}

/** The entry that trimmed cells describe. It may be faulty: `faultsOf` says so. */
export function entryFrom<K extends EntryKind>(kind: K, cells: EntryCells<K>, before?: Entries[K]): Entries[K] {
  return mappings[kind].from(trimmed(cells), before)
}

export function trimmed<Name extends string>(cells: Cells<Name>): Cells<Name> {
  return Object.fromEntries(Object.entries<string>(cells).map(([name, text]) => [name, text.normalize().trim()])) as Cells<Name>
}

function wordsOf(text: string): string[] {
  return [...new Set(text.split(/[\s,;]+/).filter((word) => word !== ''))]
}
