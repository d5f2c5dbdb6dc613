import type { App } from '#platform/app.ts'
import { checksPerAccount, checksPerAddress, later, networkOf, sessionIdleDays, spanOf } from '../domain/limits.ts'
import { hashSecret } from '../secrets.ts'
import { countCheck, forgetWhatIsOver } from '../store.ts'

/** Who asks for a secret to be checked: the account it is for (none when the secret alone says it), and the network address it came from. */
export interface Asker {
  readonly account?: string
  readonly address: string
  /** How many for this account; as many as passwords are checked unless told. */
  readonly perAccount?: number
}

/**
 * Whether one more secret may be checked now, or one more letter written. Counted in a transaction of its own, so that
 * a refused or failed try counts too.
 */
export async function mayCheckSecret(app: App, asker: Asker): Promise<boolean> {
  return (await allowanceOf(app, asker)) === 'left'
}

/** Whose allowance is used up, if any. */
export function allowanceOf(app: App, { account, address, perAccount = checksPerAccount }: Asker): Promise<'left' | 'address-spent' | 'account-spent'> {
  const now = app.now()
  const span = spanOf(now)
  return app.db.transact(async (tx) => {
    const byAddress = await countCheck(tx, subject('address', networkOf(address)), span)
    if (byAddress === 1) await forgetWhatIsOver(tx, { now, span, idleSince: later(now, -24 * sessionIdleDays) })
    if (byAddress > checksPerAddress) return 'address-spent'
    if (account === undefined) return 'left'
    return (await countCheck(tx, subject('account', account), span)) <= perAccount ? 'left' : 'account-spent'
  })
}

/** Of a fixed length whatever was typed, and unreadable: a password typed into the wrong field is not kept. */
function subject(kind: string, text: string): string {
  return hashSecret(`${kind}:${text}`).toString('base64url')
}
