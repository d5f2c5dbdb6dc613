import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import type { Db, Tx } from '#platform/db.ts'
import { codeless, grantsOf } from '../desk-store.ts'
import { mayPrintFor } from '../domain/paper.ts'
import { codeFrom } from '../secrets.ts'
import { findPerson } from '../store.ts'
import { addAccessCode, type PrintedCode } from './invite-person.ts'

export interface CodeToPrint {
  readonly by: PersonId
  /** Somebody for whom the one who prints is responsible: the caller knows. */
  readonly person: string
  readonly isEverywhere: boolean
}
export type PrintRefusal = 'nobody' | 'herself' | 'has-email' | 'account-closed' | 'strong-account'

/** Prints a new way in for somebody without e-mail. It replaces the password only: a second factor is still asked for. */
export async function printCode(app: App, tx: Tx, { by, person, isEverywhere }: CodeToPrint): Promise<Result<PrintedCode, PrintRefusal>> {
  if (by === person) return refuse('herself')
  const row = await findPerson(tx, person)
  if (!row) return refuse('nobody')
  if (row.disabled_at !== null || row.merged_into !== null) return refuse('account-closed')
  if (row.email !== null) return refuse('has-email')
  const held = (await grantsOf(tx, person)).map(({ role }) => role)
  if (!mayPrintFor(held, isEverywhere)) return refuse('strong-account')
  await noteDeed(app, tx, { deed: 'people.access-code-issued', by, about: person as PersonId })
  return done(await addAccessCode(app, tx, { person, name: row.display_name, code: codeFrom(app.random(12)) }))
}

/** For whom of these people a code can be printed. */
export async function printable(db: Db, people: readonly string[], isEverywhere: boolean): Promise<Set<string>> {
  const found = await codeless(db, people)
  return new Set(found.flatMap(({ id, roles }) => (mayPrintFor(roles, isEverywhere) ? [id] : [])))
}
