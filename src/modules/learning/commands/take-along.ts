/** A test that was taken along: handed to the device that takes it, and brought back from there. */
import { isUuid, type PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { isSamePerson } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { bindAttempt, bringBackAttempt, lockAttempt } from '../attempt-store.ts'
import { stageOf } from '../domain/attempt.ts'
import type { TakenTest } from '../domain/taken-sheet.ts'
import { stateOf } from '../queries/attempt-state.ts'
import { takenTest } from '../queries/taken-test.ts'
import { issueVoucher } from './voucher.ts'

interface Whose {
  readonly person: PersonId
  readonly attempt: string
}

/** `not-away`: it is not taken along, or no longer. `elsewhere`: another device took it. */
export type TakeRefusal = 'no-such-attempt' | 'not-away' | 'elsewhere'

/** The whole test without its keys, for one device: the first that asks. The same one may ask again. */
export function handToDevice(app: App, { person, attempt: id, device }: Whose & { readonly device: string }): Promise<Result<TakenTest, TakeRefusal>> {
  return app.db.transact(async (tx): Promise<Result<TakenTest, TakeRefusal>> => {
    const attempt = isUuid(id) ? await lockAttempt(tx, id) : undefined
    if (!attempt || !(await isSamePerson(tx, attempt.person, person))) return refuse('no-such-attempt')
    if (attempt.taken_until === null || stageOf(stateOf(attempt), app.now()) !== 'away') return refuse('not-away')
    if (attempt.taken_by !== null && attempt.taken_by !== device) return refuse('elsewhere')
    if (attempt.taken_by === null) await bindAttempt(tx, id, device)
    const bound = { ...attempt, taken_by: device }
    return done({ ...(await takenTest(tx, attempt)), voucher: await issueVoucher(app, tx, bound) })
  })
}

/** Lets her go on with the test here, with the answers that have arrived. What the device sends later no longer counts. */
export function bringBack(app: App, { person, attempt: id }: Whose): Promise<Result<null, 'no-such-attempt' | 'not-away'>> {
  return app.db.transact(async (tx): Promise<Result<null, 'no-such-attempt' | 'not-away'>> => {
    const attempt = isUuid(id) ? await lockAttempt(tx, id) : undefined
    if (!attempt || !(await isSamePerson(tx, attempt.person, person))) return refuse('no-such-attempt')
    if (stageOf(stateOf(attempt), app.now()) !== 'away') return refuse('not-away')
    await bringBackAttempt(tx, id, app.now())
    return done(null)
  })
}
