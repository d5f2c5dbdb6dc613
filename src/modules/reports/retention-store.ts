import { type Db, reading, type Tx, writing } from '#platform/db.ts'
import type { ReportsTables } from './tables.ts'

export type ProposalRow = ReportsTables['retention_proposal']

export async function addProposal(tx: Tx, row: ProposalRow): Promise<void> {
  await writing<ReportsTables>(tx)
    .insertInto('retention_proposal')
    .values({ ...row, shown: JSON.stringify(row.shown) as unknown as ProposalRow['shown'] })
    .execute()
}

/** The proposal, held until the end of the transaction. */
export async function lockProposal(tx: Tx, id: string): Promise<ProposalRow | undefined> {
  return writing<ReportsTables>(tx).selectFrom('retention_proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function lastProposals(db: Db, most = 20): Promise<ProposalRow[]> {
  return reading<ReportsTables>(db).selectFrom('retention_proposal').selectAll().orderBy('proposed_at', 'desc').limit(most).execute()
}

export async function changeProposal(tx: Tx, id: string, change: Partial<Omit<ProposalRow, 'shown'>>): Promise<void> {
  await writing<ReportsTables>(tx).updateTable('retention_proposal').set(change).where('id', '=', id).execute()
}
