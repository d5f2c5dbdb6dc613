import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type CsvColumn, readCsv, writeCsv } from './csv.ts'

const columns: CsvColumn<'code' | 'name' | 'note'>[] = [{ name: 'code', required: true }, { name: 'name', required: true }, { name: 'note' }]
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (given: string | Uint8Array) => {
  const rows = readCsv(given, columns)
  if (!rows.ok) throw new Error(JSON.stringify(rows.refusal))
  return rows.value
}

/** What a spreadsheet would run, or take for something else than text. */
const prefixes = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '|', '%', ' =']

test.each(prefixes.map((prefix) => [prefix]))('a cell that begins with %j is written as text, and read as it was', (prefix) => {
  const cell = `${prefix}cmd|' /C calc'!A0`
  const text = writeCsv(columns, [{ code: 'X', name: cell, note: '' }])
  expect(text).toContain(`"'${prefix}cmd`)
  expect(read(text)[0]?.cells.name).toBe(cell)
})

const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: fc.constantFrom("'", '=', '-', '+', '@', '\t', '\r', '\n', '"', ';', ',', ' ', 'ж', '＝', '\ufeff', 'a'), maxLength: 8 }),
)

test('whatever is written is read again as it was, with either separator', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ code: cell, name: cell, note: cell }), { maxLength: 8 }),
      fc.constantFrom(',' as const, ';' as const),
      (rows, separator) => {
        const kept = rows.filter((row) => Object.values(row).some((text) => text.trim() !== ''))
        expect(read(bytes(writeCsv(columns, rows, { separator }))).map(({ cells }) => cells)).toEqual(kept)
      },
    ),
    { numRuns: 500 },
  )
})

test.each([
  ['comma', 'code,name\nA,Б\n'],
  ['semicolon', 'code;name\r\nA;Б\r\n'],
  ['tab', 'code\tname\nA\tБ'],
  ['the line Excel puts before', 'sep=;\ncode;name\nA;Б'],
])('%s is recognised as separator', (_, text) => {
  expect(read(text)).toMatchObject([{ cells: { code: 'A', name: 'Б', note: '' } }])
})

const utf16 = (text: string, mark: boolean) => Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
test.each([
  ['UTF-8', bytes('code,name\nA,Ђорђе')],
  ['UTF-8 with its mark', bytes('\ufeffcode,name\nA,Ђорђе')],
  ['UTF-16', utf16('code\tname\nA\tЂорђе', true)],
  ['UTF-16 without its mark', utf16('code\tname\nA\tЂорђе', false)],
  ['UTF-16, the high byte first', utf16('code\tname\nA\tЂорђе', true).swap16()],
])('%s is recognised', (_, given) => {
  expect(read(given)[0]?.cells.name).toBe('Ђорђе')
})

test('windows-1250 of Serbian Latin is converted, and what could be anything is refused', () => {
  const inWindows = (letters: number[]) => Buffer.concat([bytes('code;name\nA;'), Buffer.from(letters)])
  expect(read(inWindows([0xd0, 0x6f, 0x72, 0xf0, 0x65, 0x20, 0x8a, 0x9e, 0xe8, 0xe6]))[0]?.cells.name).toBe('Đorđe Šžčć')
  const cyrillic1251 = inWindows([0xcc, 0xe0, 0xf0, 0xe8, 0xbc, 0xe0])
  expect(readCsv(cyrillic1251, columns)).toEqual({ ok: false, refusal: [{ line: 1, rule: 'encoding-unknown' }] })
  expect(readCsv(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0, 8]), columns)).toEqual({ ok: false, refusal: [{ line: 1, rule: 'not-text' }] })
})

test.each([
  ['a column is missing', 'code\nA', [{ line: 1, rule: 'column-missing', column: 'name' }]],
  ['a column is unknown', 'code,name,roles\nA,Б,admin', [{ line: 1, rule: 'column-unknown', column: 'roles' }]],
  ['a column is there twice', 'code,name,name\nA,Б,В', [{ line: 1, rule: 'column-twice', column: 'name' }]],
  ['a row has more cells than the header', 'code,name\nA,Б\nA,Б,В', [{ line: 3, rule: 'too-many-cells' }]],
  ['a quote is left open', 'code,name\nA,"Б\n', [{ rule: 'broken-quotes' }]],
  ['a control character stands in a cell', 'code,name\nA,Б\u0007', [{ line: 2, rule: 'control-character', column: 'name' }]],
  ['there is nothing', '\n\n', [{ line: 1, rule: 'empty' }]],
])('when %s, the line and the rule are told', (_, text, problems) => {
  expect(readCsv(text, columns)).toMatchObject({ ok: false, refusal: problems })
})

test('lines are counted through empty lines and cells of several lines', () => {
  expect(read('code,name\n\nA,"one\ntwo"\n\nB,Б\n').map(({ line }) => line)).toEqual([3, 6])
})

test('limits on bytes, rows and cells hold', () => {
  const limits = { bytes: 100, rows: 2, cell: 5 }
  const rules = (text: string) => {
    const rows = readCsv(text, columns, limits)
    return rows.ok ? [] : rows.refusal.map(({ line, rule }) => [line, rule])
  }
  expect(rules('code,name\nA,Б\nA,Б')).toEqual([])
  expect(rules('code,name\nA,Б\nA,Б\nA,Б')).toEqual([[4, 'too-many-rows']])
  expect(rules('code,name\nA,123456')).toEqual([[2, 'cell-too-long']])
  expect(rules(`code,name\n${'A,Б\n'.repeat(30)}`)).toEqual([[1, 'too-many-bytes']])
})

test('a column named like a part of every object is only a name', () => {
  expect(readCsv('code,name,__proto__\nA,Б,x', columns)).toMatchObject({ ok: false, refusal: [{ rule: 'column-unknown' }] })
  expect(({} as Record<string, unknown>).x).toBeUndefined()
})
