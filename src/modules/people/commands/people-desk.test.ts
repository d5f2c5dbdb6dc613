import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import {
  acceptInvitation,
  addPerson,
  allPeople,
  closeAccount,
  confirmName,
  deskPeople,
  deskPerson,
  endAllSessions,
  giveRole,
  invitePerson,
  issueAccessCode,
  issueAccountCodes,
  mergeCandidates,
  mergePeople,
  mintInvitation,
  openAccountWithCode,
  personIds,
  personOfSession,
  removeRole,
  reopenAccount,
  type SignedIn,
  signIn,
  undoMerge,
} from '../index.ts'

let app: TestApp
let admin: SignedIn
beforeAll(async () => {
  app = await testApp()
  admin = actorWith(['admin'], { id: await add('sef@primer.rs', 'Петар Огледни', 'admin') })
})
afterAll(() => app.close())

const password = 'три кафе и једна вода'
let asked = 0
const address = () => `10.7.0.${++asked}`

async function add(email: string, name: string, role: 'learner' | 'admin' = 'learner'): Promise<PersonId> {
  const added = await addPerson(app, { email, name, roles: [role], variant: 'sr-Cyrl', sample: false, password })
  if (!added.ok) throw new Error(added.refusal)
  return added.value as PersonId
}

async function sessionOf(login: string): Promise<string> {
  const opened = await signIn(app, { login, password, address: address() })
  if (!opened.ok || !('token' in opened.value)) throw new Error('not signed in')
  return opened.value.token
}
const whose = (token: string) => personOfSession(app.db, token, app.now())

describe('Rights at the desk', () => {
  test('nobody but an administrator does a deed there, whatever other role she has', async () => {
    const person = await add('prava@primer.rs', 'Ана Пробић')
    for (const desk of [actorWith(['coordinator']), actorWith(['learner']), actorWith(['auditor']), actorWith(['focal-point'], { scope: 'MUP' })]) {
      const outcomes = [
        await giveRole(app, { desk, person, role: 'admin' }),
        await removeRole(app, { desk, person, role: 'learner' }),
        await closeAccount(app, { desk, person }),
        await reopenAccount(app, { desk, person }),
        await endAllSessions(app, { desk, person }),
        await issueAccessCode(app, { desk, person }),
        await mergePeople(app, { desk, survivor: person, merged: admin.id }),
        await undoMerge(app, { desk, merged: person }),
        await invitePerson(app, { desk, name: 'Неко', email: '', role: 'admin', scope: '', place: null, variant: 'sr-Cyrl' }),
      ]
      expect(outcomes.map((outcome) => !outcome.ok && outcome.refusal)).toEqual(outcomes.map(() => 'not-allowed'))
    }
  })

  test('a role for a place and days is given and taken, and acts at once', async () => {
    const person = await add('uloga@primer.rs', 'Јован Узорак')
    const token = await sessionOf('uloga@primer.rs')
    expect(await giveRole(app, { desk: admin, person, role: 'focal-point', scope: 'MUP', from: '2026-11-01', to: '2026-12-31' })).toEqual({
      ok: true,
      value: null,
    })
    expect((await whose(token))?.grants).toContainEqual({ role: 'focal-point', scope: 'MUP' })
    expect(await giveRole(app, { desk: admin, person, role: 'trainer', from: '2026-12-31', to: '2026-11-01' })).toEqual({ ok: false, refusal: 'days-turned' })
    await removeRole(app, { desk: admin, person, role: 'focal-point', scope: 'MUP' })
    expect((await whose(token))?.roles).toEqual(['learner'])
  })

  test('the last administrator stays, however one tries, and two at once do not take away each other', async () => {
    const person = admin.id
    for (const outcome of [
      await removeRole(app, { desk: admin, person, role: 'admin' }),
      await closeAccount(app, { desk: 'terminal', person }),
      await giveRole(app, { desk: admin, person, role: 'admin', to: '2026-12-01' }),
      await giveRole(app, { desk: admin, person, role: 'admin', from: '2027-01-01' }),
    ])
      expect(outcome).toEqual({ ok: false, refusal: 'last-admin' })
    const second = await add('drugi-sef@primer.rs', 'Марија Пример', 'admin')
    const [a, b] = await Promise.all([closeAccount(app, { desk: admin, person: second }), closeAccount(app, { desk: 'terminal', person })])
    expect([a.ok, b.ok].sort()).toEqual([false, true])
    await reopenAccount(app, { desk: 'terminal', person: second })
    await reopenAccount(app, { desk: 'terminal', person })
    const third = await add('privremeni@primer.rs', 'Ана Пробна')
    await giveRole(app, { desk: admin, person: third, role: 'admin', to: '2026-12-01' })
    await removeRole(app, { desk: admin, person: second, role: 'admin' })
    expect(await removeRole(app, { desk: admin, person, role: 'admin' })).toEqual({ ok: false, refusal: 'last-admin' })
    await removeRole(app, { desk: admin, person: third, role: 'admin' })
  })

  test('a closed account ends its sessions and letters; opened again she signs in as before', async () => {
    const person = await add('zatvoren@primer.rs', 'Петар Огледни')
    const token = await sessionOf('zatvoren@primer.rs')
    await closeAccount(app, { desk: admin, person })
    expect(await whose(token)).toBeNull()
    expect((await signIn(app, { login: 'zatvoren@primer.rs', password, address: address() })).ok).toBe(false)
    await reopenAccount(app, { desk: admin, person })
    expect(await whose(token)).toBeNull()
    expect((await signIn(app, { login: 'zatvoren@primer.rs', password, address: address() })).ok).toBe(true)
  })
})

describe('Finding people', () => {
  test.each(['ђорђевић', 'Đorđević', 'djordjevic', 'DORDEVIC', 'Ђорђевић Џеналија', 'dzenalija djordj', 'dorde'])(
    '„%s“ finds Џеналија Ђорђевић',
    async (query) => {
      if (!(await allPeople(app.db)).some(({ login }) => login === 'dzenalija@primer.rs')) await add('dzenalija@primer.rs', 'Џеналија Ђорђевић')
      const { people } = await deskPeople(app.db, { query, role: null, state: null, page: 1 })
      expect(people.map(({ name }) => name)).toContain('Џеналија Ђорђевић')
    },
  )

  test('signs of the database in a query find nothing by themselves', async () => {
    for (const query of ['%%', '__', '\\', "' or 1=1 --"]) {
      const { total } = await deskPeople(app.db, { query: `qqq${query}qqq`, role: null, state: null, page: 1 })
      expect(total).toBe(0)
    }
  })

  test('role, state and page narrow the list, and the count stays that of all', async () => {
    const admins = await deskPeople(app.db, { query: '', role: 'admin', state: 'active', page: 1 })
    expect(admins.people.map(({ login }) => login)).toContain('sef@primer.rs')
    const nobody = await deskPeople(app.db, { query: '', role: 'auditor', state: null, page: 1 })
    expect(nobody).toMatchObject({ people: [], total: 0, pages: 1 })
  })
})

describe('Invitations', () => {
  const invite = (more: object) =>
    invitePerson(app, { desk: admin, name: 'Ана Позвана', email: '', role: 'trainer', scope: 'KIRS', place: 'KIRS', variant: 'sr-Cyrl', ...more })

  test('she chooses her own password by the link, once, and has the role she was invited to', async () => {
    expect(await invite({ email: 'Pozvana@primer.rs' })).toEqual({ ok: true, value: null })
    const id = (await allPeople(app.db)).find(({ login }) => login === 'pozvana@primer.rs')?.id ?? ''
    const minted = await mintInvitation(app, id)
    expect(minted).toMatchObject({ email: 'pozvana@primer.rs' })
    const secret = minted?.secret ?? ''
    expect(await acceptInvitation(app, { secret, password: 'kratka', address: address() })).toMatchObject({ ok: false })
    expect((await acceptInvitation(app, { secret, password, address: address() })).ok).toBe(true)
    expect(await acceptInvitation(app, { secret, password, address: address() })).toEqual({ ok: false, refusal: 'link-spent' })
    expect((await whose(await sessionOf('pozvana@primer.rs')))?.grants).toContainEqual({ role: 'trainer', scope: 'KIRS' })
    expect(await mintInvitation(app, id)).toBeNull()
  })

  test('a known address gets the same answer, and nothing of its account changes', async () => {
    const before = await deskPerson(app, admin.id)
    expect(await invite({ email: 'sef@primer.rs', role: 'learner' })).toEqual({ ok: true, value: null })
    expect(await deskPerson(app, admin.id)).toEqual(before)
  })

  test('without an e-mail a code on paper opens the account that waits for her', async () => {
    const printed = await invite({ name: 'Ана Без Поште' })
    if (!printed.ok || !printed.value) throw new Error('no code')
    const { code, person } = printed.value
    const open = (userName: string) => openAccountWithCode(app, { code, userName, password, name: 'Нешто Друго', variant: 'sr-Latn', address: address() })
    expect(await open('sef')).toMatchObject({ ok: true })
    expect(await open('drugo-ime')).toEqual({ ok: false, refusal: 'code-spent' })
    expect(await deskPerson(app, person)).toMatchObject({ login: 'sef', name: 'Ана Без Поште', state: 'active', place: 'KIRS' })
  })

  test('a lost password without e-mail is replaced with a printed code, and the old one stops', async () => {
    const person = (await allPeople(app.db)).find(({ login }) => login === 'sef')?.id ?? ''
    const token = await sessionOf('sef')
    const printed = await issueAccessCode(app, { desk: admin, person })
    if (!printed.ok) throw new Error(printed.refusal)
    const again = await issueAccessCode(app, { desk: admin, person })
    if (!again.ok) throw new Error(again.refusal)
    const use = (code: string, userName = 'sef') =>
      openAccountWithCode(app, { code, userName, password: 'сасвим нова лозинка', name: 'Ана', variant: 'sr-Cyrl', address: address() })
    expect(await use(printed.value.code)).toEqual({ ok: false, refusal: 'code-spent' })
    expect(await use(again.value.code, 'pozvana@primer.rs')).toEqual({ ok: false, refusal: 'user-name-malformed' })
    expect((await use(again.value.code)).ok).toBe(true)
    expect(await whose(token)).toBeNull()
    expect((await signIn(app, { login: 'sef', password, address: address() })).ok).toBe(false)
    expect(await issueAccessCode(app, { desk: admin, person: admin.id })).toEqual({ ok: false, refusal: 'has-email' })
  })
})

describe('Codes of a focal point', () => {
  const issue = (scope: string, place: string | null) => issueAccountCodes(app, actorWith(['focal-point'], { scope, id: admin.id }), { count: 1, place })

  test('carry her institution, and no other', async () => {
    expect(await issue('MUP', 'KIRS')).toEqual({ ok: false, refusal: 'not-allowed' })
    const issued = await issue('MUP', null)
    if (!issued.ok) throw new Error(issued.refusal)
    expect(issued.value.place).toBe('MUP')
    const opened = await openAccountWithCode(app, {
      code: issued.value.codes[0] ?? '',
      userName: 'iz-mupa',
      password,
      name: 'Јован Узорак',
      variant: 'sr-Cyrl',
      address: address(),
    })
    expect(opened.ok).toBe(true)
    const { people } = await deskPeople(app.db, { query: 'mup', role: null, state: null, page: 1 })
    expect(people).toMatchObject([{ login: 'iz-mupa', place: 'MUP' }])
  })
})

describe('Two accounts of one person', () => {
  test('either way in opens the survivor; undone, each stands for itself again', async () => {
    const [stays, goes] = [await add('ostaje@primer.rs', 'Мила Ђурић'), await add('odlazi@primer.rs', 'Mila Djuric')]
    expect((await mergeCandidates(app.db, { id: stays, name: 'Мила Ђурић' })).map(({ id }) => id)).toEqual([goes])
    const before = await sessionOf('odlazi@primer.rs')
    expect(await mergePeople(app, { desk: admin, survivor: stays, merged: goes })).toEqual({ ok: true, value: null })
    expect(await whose(before)).toBeNull()
    const after = await sessionOf('odlazi@primer.rs')
    expect(await whose(after)).toMatchObject({ id: stays })
    expect((await personIds(app.db, stays)).sort()).toEqual([stays, goes].sort())
    expect((await personIds(app.db, goes)).sort()).toEqual([stays, goes].sort())
    expect(await deskPerson(app, stays)).toMatchObject({ merged: [{ id: goes, mayUndo: true }] })
    expect(await undoMerge(app, { desk: admin, merged: goes })).toEqual({ ok: true, value: null })
    expect(await whose(after)).toBeNull()
    expect(await whose(await sessionOf('odlazi@primer.rs'))).toMatchObject({ id: goes, displayName: 'Mila Djuric' })
    expect(await personIds(app.db, stays)).toEqual([stays])
  })

  test('a chain of three is one person, and is undone from its end', async () => {
    const [a, b, c] = [await add('a@primer.rs', 'Ана А'), await add('b@primer.rs', 'Ана Б'), await add('c@primer.rs', 'Ана Ц')]
    await mergePeople(app, { desk: admin, survivor: b, merged: a })
    expect(await mergePeople(app, { desk: admin, survivor: a, merged: c })).toEqual({ ok: false, refusal: 'already-merged' })
    await mergePeople(app, { desk: admin, survivor: c, merged: b })
    for (const one of [a, b, c]) expect((await personIds(app.db, one)).sort()).toEqual([a, b, c].sort())
    expect(await whose(await sessionOf('a@primer.rs'))).toMatchObject({ id: c })
    await undoMerge(app, { desk: admin, merged: b })
    expect((await personIds(app.db, a)).sort()).toEqual([a, b].sort())
  })

  test('the survivor’s confirmed name stands on what the merged account earned', async () => {
    const [stays, goes] = [await add('ime@primer.rs', 'Мила Ђурић'), await add('ime2@primer.rs', 'Mila Djuric')]
    await confirmName(app, { person: stays, cyrillic: 'Мила Ђурић', latin: 'Mila Đurić' })
    await mergePeople(app, { desk: admin, survivor: stays, merged: goes })
    const { confirmedName } = await import('../index.ts')
    expect(await confirmedName(app.db, goes)).toEqual({ cyrillic: 'Мила Ђурић', latin: 'Mila Đurić' })
  })

  test('is refused for oneself, the last administrator, a closed account, and after thirty days', async () => {
    const [one, other] = [await add('rok@primer.rs', 'Рок Један'), await add('rok2@primer.rs', 'Рок Два')]
    expect(await mergePeople(app, { desk: admin, survivor: one, merged: admin.id })).toEqual({ ok: false, refusal: 'yourself' })
    expect(await mergePeople(app, { desk: 'terminal', survivor: one, merged: admin.id })).toEqual({ ok: false, refusal: 'last-admin' })
    expect(await mergePeople(app, { desk: admin, survivor: one, merged: one })).toEqual({ ok: false, refusal: 'same-account' })
    await closeAccount(app, { desk: admin, person: other })
    expect(await mergePeople(app, { desk: admin, survivor: one, merged: other })).toEqual({ ok: false, refusal: 'account-closed' })
    await reopenAccount(app, { desk: admin, person: other })
    await mergePeople(app, { desk: admin, survivor: one, merged: other })
    app.pass(31 * 86_400_000)
    expect(await undoMerge(app, { desk: admin, merged: other })).toEqual({ ok: false, refusal: 'too-late' })
  })
})
