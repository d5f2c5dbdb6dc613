import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import {
  addPerson,
  allPeople,
  type Decisions,
  deskPeople,
  doImport,
  dryRun,
  issueImportCodes,
  keepImport,
  openAccountWithCode,
  type SignedIn,
} from '../index.ts'

let app: TestApp
let admin: SignedIn
const places = new Set(['KIRS', 'MUP'])
const nothing: Decisions = { emails: null, lines: new Map() }

beforeAll(async () => {
  app = await testApp()
  admin = actorWith(['admin'], { id: await add('sef@primer.rs', 'Петар Огледни') })
})
afterAll(() => app.close())

async function add(email: string, name: string): Promise<PersonId> {
  const added = await addPerson(app, { email, name, roles: ['admin'], variant: 'sr-Cyrl', sample: false })
  if (!added.ok) throw new Error(added.refusal)
  return added.value as PersonId
}

const keep = (table: string | Uint8Array) => keepImport(app, { desk: admin, bytes: typeof table === 'string' ? Buffer.from(table) : table })

async function runOf(table: string | Uint8Array) {
  const kept = await keep(table)
  if (!kept.ok) throw new Error(JSON.stringify(kept.refusal))
  const run = await dryRun(app, { desk: admin, id: kept.value.id, places })
  if (!run) throw new Error('no dry run')
  return run
}

const bring = ({ id, hash }: { id: string; hash: string }, decisions: Decisions = nothing, invite = false) =>
  doImport(app, { desk: admin, id, hash, places, decisions, invite })

const header = 'ime;eposta;institucija;uloga;pismo'

describe('A dry run', () => {
  test('names every line that is wrong, by its rule, and writes nothing', async () => {
    const before = await allPeople(app.db)
    const run = await runOf(
      [
        header,
        ';bez@primer.rs;;;',
        'Ана Пробић;nije-adresa;;;',
        'Ана;a1@primer.rs;NEMA;;',
        'Ана;a2@primer.rs;;cezar;',
        'Ана;a3@primer.rs;;admin;',
        'Ана;a4@primer.rs;;;kin',
        'Ана;a2@primer.rs;;;',
        '—;;;;',
      ].join('\r\n'),
    )
    expect(run.problems.map(({ line, rule }) => `${line} ${rule}`)).toEqual([
      '2 name-missing',
      '3 email-malformed',
      '4 place-unknown',
      '5 role-unknown',
      '6 role-not-by-table',
      '7 variant-unknown',
      '8 email-twice',
      '9 name-missing',
    ])
    expect(await bring(run)).toEqual({ ok: false, refusal: { reason: 'faulty' } })
    expect(await allPeople(app.db)).toEqual(before)
  })

  test.each([
    ['semicolons', ';', 'utf8'],
    ['commas', ',', 'utf8'],
    ['tabs', '\t', 'utf8'],
  ])('reads %s', async (_, separator) => {
    const run = await runOf(`ime${separator}eposta\nЉубица Њежић${separator}nova@primer.rs\n`)
    expect(run.plan.map(({ line }) => [line.line, line.name, line.email])).toEqual([[2, 'Љубица Њежић', 'nova@primer.rs']])
  })

  test('reads a byte-order mark, UTF-16 and the windows-1250 of a Serbian spreadsheet', async () => {
    const text = 'ime;eposta\r\nŠaša Žižić;sasa-z@primer.rs\r\n'
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
    const cp1250 = Buffer.from(
      text.replaceAll('Š', '\u008a').replaceAll('š', '\u009a').replaceAll('Ž', '\u008e').replaceAll('ž', '\u009e').replaceAll('ć', '\u00e6'),
      'latin1',
    )
    for (const bytes of [Buffer.from(`\ufeff${text}`), utf16, cp1250]) expect((await runOf(bytes)).plan[0]?.line.name).toBe('Šaša Žižić')
  })

  test.each([
    ['a cell of a million characters', `${header}\n${'а'.repeat(900_000)};;;;`, 'cell-too-long', 2],
    ['a column nobody knows', 'ime;lozinka\nАна;tajna', 'column-unknown', 1],
    ['no column of names', 'eposta\na@primer.rs', 'column-missing', 1],
    ['an open quotation mark', `${header}\n"Ана;a@primer.rs;;;`, 'broken-quotes', 2],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-text', 1],
    ['nothing', '', 'empty', 1],
    ['too many lines', `ime\n${'Ана Пробић\n'.repeat(5001)}`, 'too-many-rows', 5002],
  ])('refuses %s, by line and rule', async (_, table, rule, line) => {
    const kept = await keep(table)
    expect(kept.ok).toBe(false)
    if (!kept.ok && kept.refusal !== 'not-allowed') expect(kept.refusal[0]).toMatchObject({ rule, line })
  })

  test('a formula is a name like another, and goes out guarded', async () => {
    const run = await runOf(`${header}\n"=cmd|'/C calc'!A0";formula@primer.rs;;;`)
    expect(run.plan[0]?.line.name).toBe("=cmd|'/C calc'!A0")
  })

  test('is seen by nobody but its uploader', async () => {
    const run = await runOf(`${header}\nАна Скривена;;;;`)
    const other = actorWith(['admin'], { id: await add('druga@primer.rs', 'Марија Пример') })
    expect(await dryRun(app, { desk: other, id: run.id, places })).toBeNull()
    expect(await doImport(app, { desk: other, id: run.id, hash: run.hash, places, decisions: nothing, invite: false })).toEqual({
      ok: false,
      refusal: { reason: 'gone' },
    })
    expect(await dryRun(app, { desk: actorWith(['coordinator'], { id: admin.id }), id: run.id, places })).toBeNull()
  })
})

describe('Matching people', () => {
  let known: PersonId
  beforeAll(async () => {
    known = await add('ana-djordjevic@primer.rs', 'Ана Ђорђевић')
  })

  test.each(['Ана Ђорђевић', 'Ana Đorđević', 'ANA DJORDJEVIC', 'Djordjević Ana', 'Dordevic Ana', ' Ана  Ђорђевић '])(
    '„%s“ is likely the same person, and asked about',
    async (name) => {
      const run = await runOf(`${header}\n${name};;MUP;;`)
      expect(run.plan[0]?.match).toMatchObject({ kind: 'likely', people: [{ id: known }] })
      expect(await bring(run)).toEqual({ ok: false, refusal: { reason: 'undecided', lines: [2] } })
    },
  )

  test('a known address is one person under whatever name; what to do is decided for all of them', async () => {
    const run = await runOf(`${header}\nДруго Име;ANA-djordjevic@primer.rs;MUP;trainer;`)
    expect(run.plan[0]?.match).toMatchObject({ kind: 'email', person: { id: known } })
    expect((await bring(run)).ok).toBe(false)
    expect(await bring(run, { ...nothing, emails: 'same' })).toEqual({ ok: true, value: { added: 0, joined: 1, skipped: 0 } })
    const { people } = await deskPeople(app.db, { query: 'ana-djordjevic', role: 'trainer', state: null, page: 1 })
    expect(people).toMatchObject([{ id: known, name: 'Ана Ђорђевић', place: 'MUP' }])
  })

  test('namesakes of two institutions are two people', async () => {
    const run = await runOf(`${header}\nАна Ђорђевић;;KIRS;;`)
    expect(run.plan[0]?.match).toEqual({ kind: 'new' })
  })

  test('two lines of one name are asked about too', async () => {
    const run = await runOf(`${header}\nЈован Двојни;;MUP;;\nJovan Dvojni;jovan-dvojni@primer.rs;MUP;;`)
    expect(run.plan[1]?.match).toMatchObject({ kind: 'likely', people: [], earlierLine: 2 })
    expect(await bring(run, { emails: null, lines: new Map([[3, known]]) })).toMatchObject({ ok: false })
    expect(await bring(run, { emails: null, lines: new Map([[3, 'new']]) })).toMatchObject({ ok: true, value: { added: 2 } })
  })
})

describe('Bringing in', () => {
  test('is done once, also when asked twice at once, and with the table that was shown', async () => {
    const run = await runOf(`${header}\nЈедном Само;jednom@primer.rs;KIRS;mentor;lat`)
    expect(await bring({ ...run, hash: 'other' })).toEqual({ ok: false, refusal: { reason: 'gone' } })
    const outcomes = await Promise.all([bring(run), bring(run)])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await allPeople(app.db)).filter(({ login }) => login === 'jednom@primer.rs')).toMatchObject([{ roles: ['learner', 'mentor'] }])
  })

  test('somebody who came in the meantime is asked about, and nothing is half done', async () => {
    const run = await runOf(`${header}\nНова Особа;nova-osoba@primer.rs;;;\nМеђу Времену;medju@primer.rs;;;`)
    await add('medju@primer.rs', 'Неко Бржи')
    expect(await bring(run)).toEqual({ ok: false, refusal: { reason: 'undecided', lines: [3] } })
    expect((await allPeople(app.db)).some(({ login }) => login === 'nova-osoba@primer.rs')).toBe(false)
  })

  test('invitations go to those with an e-mail, codes on paper to the others', async () => {
    const run = await runOf(`${header}\nСа Поштом;sa-postom@primer.rs;;;\nБез Поште;;MUP;;`)
    expect(await bring(run, nothing, true)).toMatchObject({ ok: true, value: { added: 2 } })
    const codes = await issueImportCodes(app, { desk: admin, id: run.id })
    if (!codes.ok) throw new Error(codes.refusal)
    expect(codes.value.map(({ name }) => name)).toEqual(['Без Поште'])
    const opened = await openAccountWithCode(app, {
      code: codes.value[0]?.code ?? '',
      userName: 'bez-poste',
      password: 'три кафе и једна вода',
      name: 'Без Поште',
      variant: 'sr-Cyrl',
      address: '10.0.0.9',
    })
    expect(opened.ok).toBe(true)
  })

  test('five thousand lines come in within half a minute', { timeout: 60_000 }, async () => {
    const lines = Array.from({ length: 5000 }, (_, one) => `Полазник ${'абвгдежзик'[one % 10]}${one};p${one}@mnogo.rs;${one % 2 ? 'MUP' : 'KIRS'};;`)
    const run = await runOf([header, ...lines].join('\n'))
    const start = performance.now()
    expect(await bring(run)).toEqual({ ok: true, value: { added: 5000, joined: 0, skipped: 0 } })
    expect(performance.now() - start).toBeLessThan(30_000)
  })
})
