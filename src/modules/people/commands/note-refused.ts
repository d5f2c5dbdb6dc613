import type { PersonId } from '#kernel/id.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { spanOf } from '../domain/limits.ts'
import { countCheck } from '../store.ts'
import { subject } from './check-allowance.ts'

/** So many refusals are noted in a quarter of an hour: of each account, and of all logins that nobody has together. */
const notedOfAccount = 3
const notedOfNobody = 20

/** What was refused: a sign-in, its second step, or the proof that it is still she. */
export type RefusedDeed = 'people.sign-in' | 'people.second-step' | 'people.proof'

/**
 * Notes that somebody was not let in, and why; never what was typed. A flood of tries writes few rows: after the first ones
 * only that the allowance was used up would be news, and that is noted as the reason of one of them.
 */
export function noteRefusedEntry(app: App, given: { deed: RefusedDeed; person: string | undefined; reason: string }): Promise<void> {
  const { deed, person, reason } = given
  return app.db.transact(async (tx) => {
    const already = await countCheck(tx, subject('noted', `${person ?? 'nobody'}:${reason}`), spanOf(app.now()))
    if (already > (person === undefined ? notedOfNobody : notedOfAccount)) return
    await noteDeed(app, tx, { deed, by: 'visitor', outcome: 'refused', ...(person !== undefined && { about: person as PersonId }), detail: { reason } })
  })
}
