import type { PersonId } from '#kernel/id.ts'
import type { Scope } from '#modules/people/index.ts'
import type { Db } from '#platform/db.ts'
import { undoDays } from '../domain/changes.ts'
import type { Reach } from '../posting-store.ts'
import type { TenureKind, TenureState } from '../tables.ts'
import { tenureChangesIn } from '../tenure-store.ts'

/** What became of a posting or a duty once: whose it is, who did it, and whether it can still be taken back. */
export interface TenureChangeLine {
  readonly id: string
  readonly at: Date
  readonly by: PersonId | null
  readonly person: PersonId
  readonly place: Scope
  readonly before: TenureState | null
  readonly after: TenureState | null
  readonly takesBack: boolean
  readonly undoable: boolean
}

/** The last changes of postings, or of duties, in some places or below them, the latest first. */
export async function tenureHistory(db: Db, kind: TenureKind, { reach, now }: { reach: Reach; now: Date }): Promise<TenureChangeLine[]> {
  const rows = await tenureChangesIn(db, kind, reach)
  return rows.map(({ id, at, by_person, person, place, before, after, undoes, version, last }) => ({
    ...{ id, at, by: by_person as PersonId | null, person: person as PersonId, place, before, after, takesBack: undoes !== null },
    undoable: version === last && now.getTime() - at.getTime() <= undoDays * 86_400_000,
  }))
}
