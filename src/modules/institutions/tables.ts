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
  /** The post is null while nobody has said it. */
  posting: { id: string; person: string; post: string | null; place: string; from_day: string; to_day: string | null; noted_at: Date; noted_by: string | null }
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
  tenure_change: TenureChangeRow
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

export type TenureKind = 'posting' | 'focal-point'

/** What may change of a posting or a duty; its person and its place never do. */
export interface TenureState {
  readonly post?: string | null
  readonly duty?: FocalDuty
  readonly from: string
  readonly to: string | null
}

export interface TenureChangeRow {
  id: string
  at: Date
  /** Null when it was the program, or the account of who did it is gone. */
  by_person: string | null
  person: string
  place: string
  kind: TenureKind
  /** The posting or the duty. */
  tenure: string
  version: number
  before: TenureState | null
  after: TenureState | null
  /** The change that this one takes back. */
  undoes: string | null
}
