import type { Variant } from '#kernel/localized.ts'
import type { RequestKind, RequestState } from './domain/request.ts'
import type { ProposalState, ShownRule } from './domain/retention.ts'

export interface ReportsTables {
  /** An archive of everything the Centre keeps of a person, made for her and hers alone to fetch. */
  personal_export: {
    id: string
    person: string
    variant: Variant
    state: 'waiting' | 'ready' | 'gone'
    done: number
    total: number
    hash: string | null
    size: number | null
    asked_by: string
    asked_at: Date
    expires_at: Date | null
  }
  /** That a person is to be taken out, or was. After it is done the id leads to nobody. */
  erasure: { id: string; person: string; asked_by: string; asked_at: Date; due_at: Date; undone_at: Date | null; done_at: Date | null }
  privacy_request: {
    id: string
    person: string
    kind: RequestKind
    words: string
    state: RequestState
    asked_at: Date
    due_at: Date
    /** Who wrote it down; the person herself, unless it came on paper. */
    entered_by: string
    warned_at: Date | null
    answer: string | null
    closed_at: Date | null
    closed_by: string | null
  }
  retention_proposal: {
    id: string
    proposed_by: string
    proposed_at: Date
    state: ProposalState
    shown: readonly ShownRule[]
    confirmed_by: string | null
    confirmed_at: Date | null
    done_at: Date | null
  }
  /** When a person was told that her unused account will be taken out. */
  idle_warning: { person: string; warned_at: Date }
}
