/** Deeds of the administrator at the terminal. */
import type { Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { parseEmail, parseName } from '../domain/login.ts'
import type { Role } from '../domain/roles.ts'
import { hashPassword } from '../secrets.ts'
import { addPersonRow, findByLogin, grantRole } from '../store.ts'
import { issueAccessCode } from './invite-person.ts'
import { closeAccount, type DeskRefusal, endAllSessions, giveRole, removeRole } from './manage-people.ts'

export interface PersonToAdd {
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly variant: Variant
  /** Only for the sample accounts; everybody else chooses her own through the reset letter. */
  readonly password?: string
  readonly sample: boolean
}

export async function addPerson(
  app: App,
  given: PersonToAdd,
): Promise<Result<string, 'email-malformed' | 'user-name-malformed' | 'name-missing' | 'already-there'>> {
  const email = parseEmail(given.email)
  if (!email.ok) return email
  const name = parseName(given.name)
  if (name === undefined) return refuse('name-missing')
  const hash = given.password === undefined ? null : await hashPassword(given.password, app.random(16))
  const [id, now] = [app.newId(), app.now()]
  return app.db.transact(async (tx) => {
    const person = {
      id,
      login: email.value,
      email: email.value,
      email_confirmed_at: now,
      password_hash: hash,
      display_name: name,
      variant: given.variant,
      sample: given.sample,
      created_at: now,
    }
    if (!(await addPersonRow(tx, person))) return refuse('already-there')
    for (const role of given.roles) await grantRole(tx, id, role)
    const by = given.sample ? 'program' : 'terminal'
    await noteDeed(app, tx, { deed: 'people.account-added', by, about: id, detail: { roles: given.roles.join(' ') } })
    return done(id)
  })
}

type TerminalOutcome = Promise<Result<null, DeskRefusal>>

/** Finds the account by its login and does a deed of the desk on it. */
async function byLogin(app: App, login: string, deed: (person: string) => TerminalOutcome): TerminalOutcome {
  const person = await findByLogin(app.db, login.trim().toLowerCase())
  return person ? deed(person.id) : refuse('nobody')
}

/** Grants or takes a role from the terminal. */
export function changeRole(app: App, given: { login: string; role: Role; grant: boolean }): TerminalOutcome {
  return byLogin(app, given.login, (person) => (given.grant ? giveRole : removeRole)(app, { desk: 'terminal', person, role: given.role }))
}

/** Closes an account from the terminal. */
export function disablePerson(app: App, login: string): TerminalOutcome {
  return byLogin(app, login, (person) => closeAccount(app, { desk: 'terminal', person }))
}

/** Ends all sessions of an account from the terminal. */
export function endSessionsByLogin(app: App, login: string): TerminalOutcome {
  return byLogin(app, login, (person) => endAllSessions(app, { desk: 'terminal', person }))
}

/** Prints a way into an account without e-mail from the terminal. */
export async function issueAccessCodeByLogin(app: App, login: string): ReturnType<typeof issueAccessCode> {
  const person = await findByLogin(app.db, login.trim().toLowerCase())
  return person ? issueAccessCode(app, { desk: 'terminal', person: person.id }) : refuse('nobody')
}
