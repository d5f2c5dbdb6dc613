import type { App } from '#platform/app.ts'
import { checksPerAccount, checksPerAddress, spanOf } from '../domain/limits.ts'
import { countCheck } from '../store.ts'

/** Who asks for a secret to be checked: the account it is for, and the network address it came from. */
export interface Asker {
  readonly account: string
  readonly address: string
}

/**
 * Whether one more secret may be checked now. Counted in a transaction of its own, so that a refused or failed
 * try counts too.
 */
export function mayCheckSecret(app: App, asker: Asker): Promise<boolean> {
  const span = spanOf(app.now())
  return app.db.transact(async (tx) => {
    const byAddress = await countCheck(tx, `address:${asker.address}`, span)
    if (byAddress > checksPerAddress) return false
    return (await countCheck(tx, `account:${asker.account}`, span)) <= checksPerAccount
  })
}
