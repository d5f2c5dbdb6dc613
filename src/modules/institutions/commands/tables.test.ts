import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { SignedIn } from '#modules/people/index.ts'
import { readCsv } from '#platform/csv.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { body, type CentreWithRegister, centreWithRegister, sample } from '../../../../tests/support/register.ts'
import type { TestApp } from '../../../../tests/support/test-app.ts'
import { tableColumns } from '../domain/table-plan.ts'
import { findEntry, loadInstitutions, placeChain, planTable, postPerson, readTable, type TableName, writeTable } from '../index.ts'

let centre: CentreWithRegister
let app: TestApp
let coordinator: SignedIn
let person: CentreWithRegister['person']
let change: CentreWithRegister['change']

beforeAll(async () => {
  centre = await centreWithRegister()
  ;({ app, coordinator, person, change } = centre)
  const petar = await person('petar')
  await app.db.transact((tx) => postPerson(app, tx, { by: coordinator, person: petar, post: 'R01', place: 'KA', from: '2026-01-01' }))
})
afterAll(() => app.close())

describe('a table', () => {
  const names: TableName[] = ['institution', 'facility', 'history', 'post', 'posting']
  const bytes = (text: string) => new TextEncoder().encode(text)
  const plan = async (table: TableName, text: string, by = coordinator) => {
    const planned = await planTable(app.db, { by, table, bytes: bytes(text) })
    if (!planned.ok) throw new Error(JSON.stringify(planned.refusal))
    return planned.value
  }

  test.each(names)('of the kind %s that is read in as it was written changes nothing', async (table) => {
    for (const separator of [',', ';'] as const) {
      const { entries, postings } = await plan(table, await writeTable(app, { by: coordinator, table, separator }))
      expect(entries.length + postings.length).toBeGreaterThan(0)
      expect([...entries, ...postings].filter(({ what }) => what !== 'same')).toEqual([])
    }
  })

  test('shows what would be new and changed, does it in one transaction, and a body may stand below its unit', async () => {
    const text = await writeTable(app, { by: coordinator, table: 'institution', separator: ';' })
    const unit = '"TIM";"unit";"ODSEK";"ministry";"RS";"Тим";"";"";"";"";"";"";"check";""\r\n'
    const above = '"ODSEK";"unit";"KIRS";"ministry";"RS";"Одсек";"";"";"";"";"";"";"check";""\r\n'
    const changed = text.replace(/("KIRS";"institution";.*?"KIRS";"";"KIRS";)"[^"]*"/, '$1"из табеле"') + unit + above
    const shown = await plan('institution', changed)
    expect(shown.entries.filter(({ what }) => what !== 'same').map(({ code, what }) => [code, what])).toEqual([
      ['KIRS', 'changed'],
      ['TIM', 'new'],
      ['ODSEK', 'new'],
    ])
    expect(await findEntry(app.db, 'institution', 'TIM')).toBeUndefined()
    expect((await readTable(app, { by: coordinator, table: 'institution', bytes: bytes(changed), mark: shown.mark })).ok).toBe(true)
    expect(await placeChain(app.db, 'TIM')).toEqual(['TIM', 'ODSEK', 'KIRS'])
  })

  test('with a refused row does nothing of the rest, and says line, field and rule', async () => {
    const text = await writeTable(app, { by: coordinator, table: 'institution', separator: ',' })
    const broken = text.replace('"MUP","institution","","ministry"', '"MUP","institution","KA","nema"')
    const shown = await plan('institution', `${broken}"NOVO","institution","","ministry","RS","Ново","","","","","","","check",""\r\n`)
    const refused = shown.entries.filter(({ what }) => what === 'refused')
    expect(refused.map(({ line, code, faults }) => [line, code, faults.map(({ field, rule }) => `${field} ${rule}`)])).toContainEqual([
      2,
      'MUP',
      ['kind unknown', 'parent circle'],
    ])
    const read = await readTable(app, { by: coordinator, table: 'institution', bytes: bytes(broken), mark: shown.mark })
    expect(read).toMatchObject({ ok: false, refusal: { reason: 'refused-rows' } })
    expect(await findEntry(app.db, 'institution', 'NOVO')).toBeUndefined()
  })

  test('is shown anew when the register changed since', async () => {
    const text = (await writeTable(app, { by: coordinator, table: 'institution', separator: ',' })).replace('"из табеле"', '"други пут"')
    const { mark } = await plan('institution', text)
    await change(coordinator, 'KIRS', { source: 'S59' })
    expect(await readTable(app, { by: coordinator, table: 'institution', bytes: bytes(text), mark })).toMatchObject({ refusal: { reason: 'other-plan' } })
  })

  test('of postings adds and ends, and says why a row cannot be', async () => {
    await person('nova')
    const head = 'id,login,name,post,place,from,to\r\n'
    const good = `${head},NOVA@primer.invalid,,R01,KIRS,2026-01-01,\r\n`
    const { mark } = await plan('posting', good)
    expect((await readTable(app, { by: coordinator, table: 'posting', bytes: bytes(good), mark })).ok).toBe(true)
    const rows = `${head},niko@primer.invalid,,R01,KA,2026-01-01,\r\n,nova@primer.invalid,,R99,NEMA,juče,\r\n,nova@primer.invalid,,R01,KIRS,2026-05-01,\r\n`
    const { postings } = await plan('posting', rows)
    expect(postings.map(({ line, faults }) => [line, faults.map(({ field, rule }) => `${field} ${rule}`)])).toEqual([
      [2, ['login unknown']],
      [3, ['post unknown', 'place unknown', 'from day']],
      [4, ['from overlap']],
    ])
  })

  test('of somebody with a right for one place holds her people only, and a foreign row is refused', async () => {
    const local = actorWith(['coordinator'], { scope: 'KIRS', id: coordinator.id })
    const own = await writeTable(app, { by: local, table: 'posting', separator: ',' })
    expect(own).toContain('nova@primer.invalid')
    expect(own).not.toContain('petar@primer.invalid')
    const foreign = (await writeTable(app, { by: coordinator, table: 'institution', separator: ',' })).replace('"надлежност UGP"', '"туђе"')
    expect(
      (await plan('institution', foreign, local)).entries.filter(({ what }) => what === 'refused').map(({ code, faults }) => [code, faults[0]?.rule]),
    ).toEqual([['UGP', 'not-yours']])
  })

  /** SEC-15: what a spreadsheet would run, in every field that free words reach. */
  test.each(['=', '+', '-', '@', '\t=', '\r=', '\n=', '＝', '＋', '－', '＠', '|', '%', ' ='].map((prefix) => [prefix]))(
    'never begins a cell with %j, in any field',
    async (prefix) => {
      const evil = `${prefix}cmd|' /C calc'!A0`
      const name = { 'sr-Cyrl': evil, 'sr-Latn': evil, en: evil }
      const spell = { status: 'open', seen: name, note: name, source: evil, mark: 'V' as const }
      await app.db.transact((tx) =>
        loadInstitutions(app, tx, {
          ...sample,
          institutions: [...sample.institutions, body('ZLO', { name, mandate: name, source: evil })],
          facilities: [
            ...sample.facilities,
            { ...{ code: 'zlo', institution: 'KIRS', kind: 'AC', jurisdiction: 'RS', name, remarks: [] }, capacities: [], history: [spell] },
          ],
          posts: [...sample.posts, { code: 'ZLO', name, institutions: ['KIRS'], areas: ['A1'], mark: 'I' as const }],
        }),
      )
      let found = 0
      for (const table of ['institution', 'facility', 'history', 'post'] as const) {
        const text = await writeTable(app, { by: coordinator, table, separator: ';' })
        expect(text.split(evil)).not.toHaveLength(1)
        for (const [, before] of text.matchAll(new RegExp(`(.)${evil.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}`, 'g'))) {
          expect(before).toBe("'")
          found++
        }
        const rows = readCsv(
          bytes(text),
          tableColumns[table].map((column) => ({ name: column })),
        )
        expect(rows.ok && rows.value.some(({ cells }) => Object.values(cells).includes(evil))).toBe(true)
      }
      expect(found).toBe(7 + 3 + 7 + 3)
    },
  )
})
