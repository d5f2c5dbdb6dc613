import { afterAll, beforeAll, expect, test } from 'vitest'
import { finishByCode, giveRole, openAccountWithCode, personOfSession, type SignedIn, signIn } from '#modules/people/index.ts'
import { addToCentre, institutionA, institutionB, loadSample } from '../../../../tests/support/posted-people.ts'
import { codeOf, signInAndSetUp } from '../../../../tests/support/second-factor.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { renewable, renewCode } from './renew-code.ts'

let app: TestApp
let focal: SignedIn
let coordinator: SignedIn
beforeAll(async () => {
  app = await testApp()
  await loadSample(app)
  focal = await addToCentre(app, { name: 'Марија Пример', roles: ['focal-point'], scope: institutionA, at: institutionA })
  coordinator = await addToCentre(app, { name: 'Петар Огледни', roles: ['coordinator'] })
})
afterAll(() => app.close())

const address = '10.6.0.1'
const password = 'три кафе и једна вода'
let number = 0

async function onPaper(at: string, roles: SignedIn['roles'] = ['learner']): Promise<SignedIn> {
  const person = await addToCentre(app, { name: 'Ана Пробић', roles, at })
  await app.db.executeSql(`update person set email = null, login = 'na-papiru-${++number}' where id = '${person.id}'`)
  return person
}

const open = (code: string, userName: string) => openAccountWithCode(app, { code, userName, password, name: 'Ана', variant: 'sr-Cyrl', address })

test('a focal point prints a way in for her own people without e-mail, and for nobody else', async () => {
  const [hers, foreign] = [await onPaper(institutionA), await onPaper(institutionB)]
  const printed = await renewCode(app, { by: focal, person: hers.id })
  expect(await open(printed.ok ? printed.value.code : '', 'moja')).toMatchObject({ ok: true })
  const nobody = { ok: false, refusal: 'nobody' }
  for (const person of [foreign.id, app.newId(), 'nikoga']) expect(await renewCode(app, { by: focal, person })).toEqual(nobody)
  expect(await renewCode(app, { by: hers, person: hers.id })).toEqual(nobody)
  expect((await renewCode(app, { by: focal, person: focal.id })).ok).toBe(false)
  expect(await renewable(app, focal, [hers.id, foreign.id, focal.id])).toEqual(new Set([hers.id]))
  expect(await renewable(app, coordinator, [hers.id, foreign.id])).toEqual(new Set([hers.id, foreign.id]))
  expect(await renewable(app, hers, [hers.id])).toEqual(new Set())
})

test('nobody prints a way into an account that may do more than she may', async () => {
  const [trainer, other] = [await onPaper(institutionA, ['trainer']), await onPaper(institutionA)]
  expect(await renewCode(app, { by: focal, person: trainer.id })).toEqual({ ok: false, refusal: 'strong-account' })
  expect((await renewCode(app, { by: coordinator, person: trainer.id })).ok).toBe(true)
  await giveRole(app, { desk: 'terminal', person: other.id, role: 'admin', from: '2027-01-01' })
  expect(await renewCode(app, { by: coordinator, person: other.id })).toEqual({ ok: false, refusal: 'strong-account' })
  const withEmail = await addToCentre(app, { name: 'Јован Узорак', at: institutionA })
  expect(await renewCode(app, { by: focal, person: withEmail.id })).toEqual({ ok: false, refusal: 'has-email' })
})

test('a printed code never stands for a second factor', async () => {
  const hers = await onPaper(institutionA)
  const first = await renewCode(app, { by: focal, person: hers.id })
  await open(first.ok ? first.value.code : '', 'sa-aplikacijom')
  const { secret } = await signInAndSetUp(app, { login: 'sa-aplikacijom', password })
  const second = await renewCode(app, { by: focal, person: hers.id })
  app.pass(30_000)
  const step = await open(second.ok ? second.value.code : '', 'sa-aplikacijom')
  if (!step.ok) throw new Error(step.refusal)
  expect(step.value.step).toBe('second-factor')
  expect(await personOfSession(app.db, step.value.token, app.now())).toBeNull()
  expect((await finishByCode(app, { token: step.value.token, code: codeOf(secret, app.now()), address })).ok).toBe(true)
  expect((await signIn(app, { login: 'sa-aplikacijom', password, address })).ok).toBe(true)
})
