/** Roads by which somebody who had an account, its mailbox or its paper for a while could come back. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { codeOf, setUpApp } from '../../../../tests/support/second-factor.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import {
  acceptInvitation,
  addPerson,
  allPeople,
  answerEmailChange,
  askEmailChange,
  changePassword,
  finishByCode,
  invitePerson,
  issueAccessCode,
  mergePeople,
  mintEmailChange,
  mintInvitation,
  mintReset,
  openAccountWithCode,
  personOfSession,
  resetPassword,
  type SignedIn,
  signIn,
} from '../index.ts'

let app: TestApp
let admin: SignedIn
beforeAll(async () => {
  app = await testApp()
  admin = actorWith(['admin'], { id: await person('uprava@primer.rs') })
})
afterAll(() => app.close())
beforeEach(() => app.pass(15 * 60_000))

const password = 'три кафе и једна вода'
const another = 'сасвим нова лозинка'
const address = '10.5.0.1'

async function person(email: string): Promise<PersonId> {
  const added = await addPerson(app, { email, name: 'Марија Пример', roles: ['learner'], variant: 'sr-Cyrl', password, sample: false })
  if (!added.ok) throw new Error(added.refusal)
  return added.value as PersonId
}

async function entered(login: string, word = password): Promise<string> {
  const opened = await signIn(app, { login, password: word, address })
  if (!opened.ok) throw new Error(opened.refusal)
  return opened.value.token
}

async function secretOf(id: string, side: 'new' | 'old'): Promise<string> {
  const minted = await mintEmailChange(app, id, side)
  if (!minted) throw new Error('no letter')
  return minted.secret
}

async function invited(email: string): Promise<string> {
  await invitePerson(app, { desk: admin, name: 'Ана Пробић', email, role: 'learner', scope: '', place: null, variant: 'sr-Cyrl' })
  return (await allPeople(app.db)).find(({ login }) => login === email)?.id ?? ''
}

/** Opens an account without e-mail and enters it with a code on paper. */
async function withoutEmail(userName: string): Promise<{ id: PersonId; token: string }> {
  const printed = await invitePerson(app, { desk: admin, name: 'Јован Узорак', email: '', role: 'learner', scope: '', place: null, variant: 'sr-Cyrl' })
  if (!printed.ok || !printed.value) throw new Error('no code')
  const opened = await byCode(printed.value.code, userName)
  if (!opened.ok) throw new Error(opened.refusal)
  return { id: printed.value.person as PersonId, token: opened.value.token }
}

const byCode = (code: string, userName: string, word = password) =>
  openAccountWithCode(app, { code, userName, password: word, name: 'Јован Узорак', variant: 'sr-Cyrl', address })

test('an invitation in the mailbox before opens nothing once a password was set by a later letter', async () => {
  const id = await invited('pozvana@primer.rs')
  const [invitation, reset] = [await mintInvitation(app, id), await mintReset(app, id)]
  expect((await resetPassword(app, { secret: reset?.secret ?? '', password, address })).ok).toBe(true)
  expect(await acceptInvitation(app, { secret: invitation?.secret ?? '', password: another, address })).toEqual({ ok: false, refusal: 'link-spent' })
  expect((await signIn(app, { login: 'pozvana@primer.rs', password, address })).ok).toBe(true)
})

test('no letter to the address before opens an account whose address was changed', async () => {
  const id = await person('stara@primer.rs')
  await askEmailChange(app, { token: await entered('stara@primer.rs'), email: 'nova@primer.rs', address })
  const reset = await mintReset(app, id)
  await answerEmailChange(app, { secret: await secretOf(id, 'old'), side: 'old', agree: true })
  expect(await answerEmailChange(app, { secret: await secretOf(id, 'new'), side: 'new', agree: true })).toEqual({ ok: true, value: 'changed' })
  expect(await resetPassword(app, { secret: reset?.secret ?? '', password: another, address })).toEqual({ ok: false, refusal: 'link-spent' })
})

test('both answers at the same moment change the address', async () => {
  const id = await person('obe@primer.rs')
  await askEmailChange(app, { token: await entered('obe@primer.rs'), email: 'obe-nove@primer.rs', address })
  const secrets = { old: await secretOf(id, 'old'), new: await secretOf(id, 'new') }
  const answers = await Promise.all((['old', 'new'] as const).map((side) => answerEmailChange(app, { secret: secrets[side], side, agree: true })))
  expect(answers.filter((answer) => answer.ok && answer.value === 'changed')).toHaveLength(1)
})

test('an address that an intruder put on its way is stopped by a new password, however it is set', async () => {
  const { id, token } = await withoutEmail('bez-poste')
  const wait = async (by: string) => {
    expect(await askEmailChange(app, { token: by, email: 'uljez@primer.rs', address })).toEqual({ ok: true, value: null })
    return secretOf(id, 'new')
  }
  const first = await wait(token)
  const changed = await changePassword(app, { token, current: password, password: another, address })
  expect(await answerEmailChange(app, { secret: first, side: 'new', agree: true })).toEqual({ ok: false, refusal: 'link-spent' })
  const second = await wait(changed.ok ? changed.value.token : '')
  const printed = await issueAccessCode(app, { desk: admin, person: id })
  expect((await byCode(printed.ok ? printed.value.code : '', 'bez-poste')).ok).toBe(true)
  expect(await answerEmailChange(app, { secret: second, side: 'new', agree: true })).toEqual({ ok: false, refusal: 'link-spent' })
})

test('a code left on paper opens nothing once she changed her password', async () => {
  const { id, token } = await withoutEmail('na-papiru')
  const printed = await issueAccessCode(app, { desk: admin, person: id })
  expect((await changePassword(app, { token, current: password, password: another, address })).ok).toBe(true)
  expect(await byCode(printed.ok ? printed.value.code : '', 'na-papiru')).toEqual({ ok: false, refusal: 'code-spent' })
})

test('an account that asked for a second factor goes on asking for it after it was merged', async () => {
  const [stays, goes] = [await person('ostaje@primer.rs'), await person('cuvana@primer.rs')]
  const { secret } = await setUpApp(app, await entered('cuvana@primer.rs'))
  expect(await mergePeople(app, { desk: admin, survivor: stays, merged: goes })).toEqual({ ok: true, value: null })
  app.pass(30_000)
  const step = await signIn(app, { login: 'cuvana@primer.rs', password, address })
  if (!step.ok) throw new Error(step.refusal)
  expect(step.value.step).toBe('second-factor')
  const opened = await finishByCode(app, { token: step.value.token, code: codeOf(secret, app.now()), address })
  expect(opened.ok && (await personOfSession(app.db, opened.value.token, app.now()))?.id).toBe(stays)
})

test('the desk finds nobody by what is no id', async () => {
  expect(await issueAccessCode(app, { desk: admin, person: 'admin' })).toEqual({ ok: false, refusal: 'nobody' })
})
