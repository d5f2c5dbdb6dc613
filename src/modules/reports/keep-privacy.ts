import type { App } from '#platform/app.ts'
import { carryOutDueErasures } from './commands/erase-person.ts'
import { forgetOldExports } from './commands/export-person.ts'
import { warnIdleAccounts } from './commands/idle-accounts.ts'
import { warnOfRequests } from './commands/requests.ts'

/** What is done by the clock: due erasures, archives whose time is over, warnings. Each may run again at any moment. */
export async function keepPrivacy(app: App): Promise<void> {
  await carryOutDueErasures(app)
  await forgetOldExports(app)
  await warnIdleAccounts(app)
  await warnOfRequests(app)
}
