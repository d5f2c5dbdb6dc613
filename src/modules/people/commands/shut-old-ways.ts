import type { PersonId } from '#kernel/id.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { dropAllSecretsOf } from '../desk-store.ts'
import { removeEmailChange } from '../email-change-store.ts'

/**
 * With a new password all that was under way before is void: letters and printed codes that lead in, and an address that was to
 * become hers. Whoever had the account or the mailbox for a while must not come back by something he left there.
 */
export async function shutOldWays(app: App, tx: Tx, person: string): Promise<void> {
  await dropAllSecretsOf(tx, person)
  if (await removeEmailChange(tx, person)) await noteDeed(app, tx, { deed: 'people.email-change-stopped', by: person as PersonId, detail: { by: 'password' } })
}
