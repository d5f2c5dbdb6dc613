import { personById } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { confirmDays, hasLapsed, type ProposalState, type ShownRule } from '../domain/retention.ts'
import { lastProposals } from '../retention-store.ts'

export interface ShownProposal {
  readonly id: string
  readonly state: ProposalState | 'lapsed'
  readonly proposedBy: { readonly id: string; readonly name: string | null }
  readonly confirmedBy: string | null
  readonly proposedAt: Date
  readonly until: Date
  readonly doneAt: Date | null
  readonly shown: readonly ShownRule[]
}

/** The last proposals to take out what has outlived its term, the newest first. */
export async function shownProposals(app: App): Promise<ShownProposal[]> {
  const rows = await lastProposals(app.db)
  const nameOf = async (id: string | null) => (id === null ? null : ((await personById(app.db, id))?.displayName ?? null))
  return Promise.all(
    rows.map(async ({ id, state, proposed_by, proposed_at, confirmed_by, done_at, shown }) => ({
      id,
      state: state === 'proposed' && hasLapsed({ proposedAt: proposed_at }, app.now()) ? 'lapsed' : state,
      proposedBy: { id: proposed_by, name: await nameOf(proposed_by) },
      confirmedBy: await nameOf(confirmed_by),
      proposedAt: proposed_at,
      until: new Date(proposed_at.getTime() + confirmDays * 86_400_000),
      doneAt: done_at,
      shown,
    })),
  )
}
