/** Somebody with an account and a session, as a browser has them, without a browser. */
import { addPerson, personOfSession, type Role, type SignedIn, signIn } from '#modules/people/index.ts'
import type { TestApp } from './test-app.ts'

export interface SignedInPerson {
  readonly person: SignedIn
  readonly cookie: string
  readonly email: string
}

const password = 'doga-kilo-mane-7'

export async function signedInAs(app: TestApp, roles: readonly Role[] = ['learner']): Promise<SignedInPerson> {
  const email = `${app.newId()}@primer.invalid`
  await addPerson(app, { email, name: 'Марија Пример', roles: [...roles], variant: 'sr-Cyrl', password, sample: true })
  return signedInAgain(app, email)
}

/** With a new session, as after weeks. */
export async function signedInAgain(app: TestApp, email: string): Promise<SignedInPerson> {
  const opened = await signIn(app, { login: email, password, address: email })
  if (!opened.ok) throw new Error(opened.refusal)
  const found = await personOfSession(app.db, opened.value.token, app.now())
  if (!found) throw new Error('no session')
  return { person: found, cookie: `session=${opened.value.token}`, email }
}
