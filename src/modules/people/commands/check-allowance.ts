import { randomUUID } from 'node:crypto'
import { networkOf } from '#kernel/network.ts'
import type { App } from '#platform/app.ts'
import { checksForKnown, checksPerAccount, checksPerAddress, later, spanOf } from '../domain/limits.ts'
import type { FromWhere } from '../from-where.ts'
import { hashSecret } from '../secrets.ts'
import { isKnownDevice } from '../session-store.ts'
import { signInLimits } from '../sign-in-limits.ts'
import { countCheck, forgetWhatIsOver } from '../store.ts'

/** Who asks for a secret to be checked: the account it is for (none when the secret alone says it), and the network address it came from. */
export interface Asker {
  readonly account?: string
  readonly address: string
  /** How many for this account; as many as passwords are checked unless told. */
  readonly perAccount?: number
}

export type Allowance = 'left' | 'address-spent' | 'account-spent'

/** The account whose secret is to be checked: by its id, or, when nobody has that login, by what was typed. */
export interface CheckedAccount {
  readonly person: string | undefined
  readonly login?: string
  /** She holds a letter to the owner, or came so far on a known device. */
  readonly trusted?: boolean
}

/**
 * Whether one more secret of an account may be checked now: password, code of an app, recovery code. All paths share one
 * allowance. A part of it is for browsers that signed in to this account before; whoever asks from elsewhere can't use that
 * part up, nor can her neighbours on the same network.
 */
export async function mayCheckFor(app: App, account: CheckedAccount, from: FromWhere): Promise<boolean> {
  const { person, login = '' } = account
  const subject = person ?? `login:${login}`
  if (account.trusted || (await knows(app, from, person))) return countKnown(app, subject)
  return (await allowanceOf(app, { account: subject, address: from.address })) === 'left'
}

/** Asked of a login nobody has, too: the answer takes as long. */
async function knows(app: App, { device }: FromWhere, person: string | undefined): Promise<boolean> {
  if (device === undefined) return false
  return isKnownDevice(app.db, hashSecret(device), person ?? randomUUID(), app.now())
}

function countKnown(app: App, account: string): Promise<boolean> {
  return app.db.transact(async (tx) => (await countCheck(tx, subject('known', account), spanOf(app.now()))) <= checksForKnown)
}

/**
 * Whether one more secret may be checked now, or one more letter written. Counted in a transaction of its own, so that
 * a refused or failed try counts too.
 */
export async function mayCheckSecret(app: App, asker: Asker): Promise<boolean> {
  return (await allowanceOf(app, asker)) === 'left'
}

/** Whose allowance is used up, if any. */
export async function allowanceOf(app: App, { account, address, perAccount = checksPerAccount - checksForKnown }: Asker): Promise<Allowance> {
  const now = app.now()
  const span = spanOf(now)
  const { idleDays } = await signInLimits(app.db)
  return app.db.transact(async (tx) => {
    const byAddress = await countCheck(tx, subject('address', networkOf(address)), span)
    if (byAddress === 1) await forgetWhatIsOver(tx, { now, span, idleSince: later(now, -24 * idleDays) })
    if (byAddress > checksPerAddress) return 'address-spent'
    if (account === undefined) return 'left'
    return (await countCheck(tx, subject('account', account), span)) <= perAccount ? 'left' : 'account-spent'
  })
}

/** Of a fixed length whatever was typed, and unreadable: a password typed into the wrong field is not kept. */
export function subject(kind: string, text: string): string {
  return hashSecret(`${kind}:${text}`).toString('base64url')
}
