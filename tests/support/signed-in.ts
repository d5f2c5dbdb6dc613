/** Somebody with an account and a session, as a browser has them, without a browser. */
import { addPerson, personOfSession, type Role, type SignedIn, signIn } from '#modules/people/index.ts'
import type { TestApp } from './test-app.ts'

export interface SignedInPerson {
  readonly person: SignedIn
  readonly cookie: string
}

export async function signedInAs(app: TestApp, roles: readonly Role[] = ['learner']): Promise<SignedInPerson> {
  const [email, password] = [`${app.newId()}@primer.invalid`, 'doga-kilo-mane-7']
  await addPerson(app, { email, name: 'Марија Пример', roles: [...roles], variant: 'sr-Cyrl', password, sample: true })
  const opened = await signIn(app, { login: email, password, address: email })
  if (!opened.ok) throw new Error(opened.refusal)
  const found = await personOfSession(app.db, opened.value.token, app.now())
  if (!found) throw new Error('no session')
  return { person: found, cookie: `session=${opened.value.token}` }
}
