import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { passwordFits } from '../secrets.ts'
import { findPerson } from '../store.ts'
import { mayCheckSecret } from './check-allowance.ts'

export type ProofRefusal = 'too-many-tries' | 'password-not-yours'

/** Asks a person who is signed in for her password once more, before what can't be undone. */
export async function proveByPassword(app: App, given: { person: PersonId; password: string; address: string }): Promise<Result<null, ProofRefusal>> {
  if (!(await mayCheckSecret(app, { account: `prove:${given.person}`, address: given.address }))) return refuse('too-many-tries')
  const row = await findPerson(app.db, given.person)
  return (await passwordFits(given.password.slice(0, 200), row?.password_hash)) ? done(null) : refuse('password-not-yours')
}
