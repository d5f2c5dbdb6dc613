import type { Localized } from '#kernel/localized.ts'
import type { EntryKind, Institution, RegisterMark, Remark } from './domain/entry.ts'

/** Where the present state of an entry comes from; what somebody edited is never loaded over. */
export type Origin = 'sample' | 'edited'

interface Head {
  code: string
  name: Localized
  position: number
  origin: Origin
  /** Grows with every change; who saves says which one she saw. */
  version: number
}

export interface InstitutionTables {
  institution: Head & {
    form: Institution['form']
    parent: string | null
    kind: string
    jurisdiction: string
    mandate: Localized
    source: string | null
    name_mark: RegisterMark | null
    mark: RegisterMark
  }
  facility: Head & { institution: string; kind: string; jurisdiction: string; same_as: string | null; remarks: readonly Remark[] }
  facility_status: {
    facility: string
    position: number
    status: string
    from_day: string | null
    to_day: string | null
    seen_day: string | null
    seen_words: Localized | null
    note: Localized | null
    source: string | null
    mark: RegisterMark
  }
  facility_capacity: { facility: string; position: number; capacity: number; from_day: string | null; source: string | null; mark: RegisterMark }
  post: Head & { mark: RegisterMark }
  post_institution: { post: string; institution: string; position: number }
  post_area: { post: string; area: string; position: number }
  register_term: { list: 'institution' | 'facility' | 'status'; code: string; position: number; name: Localized }
  register_change: RegisterChangeRow
  posting: { id: string; person: string; post: string; place: string; from_day: string; to_day: string | null; noted_at: Date; noted_by: string | null }
  focal_point: {
    id: string
    person: string
    place: string
    duty: FocalDuty
    from_day: string
    to_day: string | null
    noted_at: Date
    noted_by: string | null
  }
}

export type FocalDuty = 'focal-point' | 'alternate'

export interface RegisterChangeRow {
  id: string
  at: Date
  /** Null when the person's account is gone. */
  by_person: string | null
  kind: EntryKind
  code: string
  version: number
  what: 'added' | 'changed' | 'removed'
  before: unknown
  after: unknown
  /** The change that this one takes back. */
  undoes: string | null
}
