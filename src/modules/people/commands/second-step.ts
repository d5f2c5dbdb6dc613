/** The second step of a sign-in: a code of the app, a recovery code or a passkey. */
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import type { FromWhere } from '../from-where.ts'
import { hashSecret } from '../secrets.ts'
import { findSecondStep, takeSecondStep } from '../session-store.ts'
import { mayCheckFor } from './check-allowance.ts'
import { checkCode, useCode } from './check-code.ts'
import { noteRefusedEntry } from './note-refused.ts'
import { type OpenSession, openSession } from './open-session.ts'

export type SecondStepRefusal = 'step-over' | 'too-many-tries' | 'code-wrong'

/** Finishes a sign-in by a code of the app or a recovery code. Each works once, also when it comes twice at the same moment. */
export async function finishByCode(app: App, given: FromWhere & { token: string; code: string }): Promise<Result<OpenSession, SecondStepRefusal>> {
  const step = await findSecondStep(app.db, hashSecret(given.token), app.now())
  if (!step) return refuse('step-over')
  const refused = async (reason: SecondStepRefusal) => {
    await noteRefusedEntry(app, { deed: 'people.second-step', person: step.person, reason })
    return refuse(reason)
  }
  if (!(await mayCheckFor(app, step, given))) return refused('too-many-tries')
  const good = await checkCode(app, step.person, given.code)
  if (!good) return refused('code-wrong')
  const opened = await app.db.transact(async (tx) => {
    if (!(await useCode(app, tx, step.person, good))) return null
    if (!(await takeSecondStep(tx, hashSecret(given.token), app.now()))) return null
    return openSession(app, tx, step.person, { way: 'code', from: given, secondFactor: true })
  })
  return opened ? done(opened) : refused('code-wrong')
}
