import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { may, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { normaliseNumber } from '../domain/number.ts'
import { markRevoked } from '../store.ts'

export type RevokeRefusal = 'no-such-certificate' | 'reason-missing'

export interface Revocation {
  /** Who does it; `operator` is whoever sits at the terminal of the server. */
  readonly actor: SignedIn | 'operator' | null
  readonly number: string
  /** Said to everybody who verifies the certificate. */
  readonly reason: string
}

/** Revokes a certificate for good. Who may not is told that there is no such certificate. */
export async function revokeCertificate(app: App, { actor, number, reason }: Revocation): Promise<Result<null, RevokeRefusal>> {
  const wanted = normaliseNumber(number)
  const why = reason.trim()
  if (wanted === undefined || (actor !== 'operator' && !may(actor, 'revoke-certificates'))) return refuse('no-such-certificate')
  if (why === '' || why.length > 500) return refuse('reason-missing')
  return app.db.transact(async (tx) => {
    const by = actor === 'operator' || actor === null ? null : actor.id
    const isRevoked = await markRevoked(tx, wanted, { revoked_at: app.now(), revoked_reason: why, revoked_by: by })
    if (!isRevoked) return refuse('no-such-certificate')
    await noteDeed(app, tx, { deed: 'certificates.revoked', by: by ?? 'terminal', on: `certificate:${wanted}` })
    return done(null)
  })
}
