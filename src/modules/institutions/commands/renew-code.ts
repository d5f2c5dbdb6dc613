import { isUuid } from '#kernel/id.ts'
import { type Result, refuse } from '#kernel/result.ts'
import { type PrintedCode, type PrintRefusal, printable, printCode, type SignedIn, scopesFor } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { peopleAt } from '../queries/people-at.ts'

/** Prints a new code for somebody without e-mail who works where the doer is responsible; anybody else is as if she were not there. */
export function renewCode(app: App, { by, person }: { by: SignedIn; person: string }): Promise<Result<PrintedCode, PrintRefusal>> {
  return app.db.transact(async (tx): Promise<Result<PrintedCode, PrintRefusal>> => {
    const [hers] = await within(app, tx, by, [person])
    return hers === undefined ? refuse('nobody') : printCode(app, tx, { by: by.id, person: hers, isEverywhere: isEverywhere(by) })
  })
}

/** For whom of these people somebody may print a new code. */
export async function renewable(app: App, by: SignedIn, people: readonly string[]): Promise<Set<string>> {
  return printable(app.db, await within(app, app.db, by, people), isEverywhere(by))
}

const reachOf = (by: SignedIn) => scopesFor(by, 'renew-access-codes')
const isEverywhere = (by: SignedIn) => reachOf(by) === 'everywhere'

async function within(app: App, db: Db, by: SignedIn, people: readonly string[]): Promise<string[]> {
  const [reach, asked] = [reachOf(by), people.filter(isUuid)]
  if (reach === 'everywhere' || reach.length === 0) return reach === 'everywhere' ? asked : []
  const there = new Set<string>(await peopleAt(db, reach, app.now().toISOString().slice(0, 10)))
  return asked.filter((id) => there.has(id))
}
