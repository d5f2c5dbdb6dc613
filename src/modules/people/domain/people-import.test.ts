import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nameKey } from './name-key.ts'
import { decideImport, type ImportLine, type KnownPerson, planImport, readLines } from './people-import.ts'

const row = (line: number, cells: Partial<Record<'ime' | 'eposta' | 'institucija' | 'uloga' | 'pismo', string>>) => ({
  line,
  cells: { ime: '', eposta: '', institucija: '', uloga: '', pismo: '', ...cells },
})

test('a line without anything but a name is a learner who reads Cyrillic', () => {
  const { lines, problems } = readLines([row(2, { ime: ' Ана  Пробић ' })], new Set())
  expect(problems).toEqual([])
  expect(lines).toEqual([{ line: 2, name: 'Ана Пробић', key: nameKey('Ана Пробић'), email: null, place: null, role: 'learner', variant: 'sr-Cyrl' }])
})

test('roles that open the centre are given by nobody’s table', () => {
  const roles = ['admin', 'coordinator', 'auditor', 'ADMIN ']
  const { problems } = readLines(
    roles.map((uloga, at) => row(at + 2, { ime: 'Ана', uloga })),
    new Set(),
  )
  expect(problems.map(({ rule }) => rule)).toEqual(roles.map(() => 'role-not-by-table'))
})

const name = fc.constantFrom('Ана Ђорђевић', 'Ana Djordjevic', 'Јован Узорак', 'Марија Пример')
const place = fc.constantFrom(null, 'MUP', 'KIRS')
const email = fc.option(fc.constantFrom('a@primer.rs', 'b@primer.rs', 'c@primer.rs'))
const linesOf = fc
  .array(fc.record({ name, place, email }), { maxLength: 12 })
  .map((all) => all.map((one, at): ImportLine => ({ ...one, line: at + 2, key: nameKey(one.name), role: 'learner', variant: 'sr-Cyrl' })))
const knownOf = fc
  .array(fc.record({ name, place, login: fc.constantFrom('a@primer.rs', 'b@primer.rs', 'd', 'e') }), { maxLength: 6 })
  .map((all) => all.map((one, at): KnownPerson => ({ ...one, id: String(at), key: nameKey(one.name) })))

test('nobody is ever joined to an account without a decision that names it', () => {
  fc.assert(
    fc.property(linesOf, knownOf, (lines, known) => {
      const plan = planImport(lines, known)
      expect(plan).toHaveLength(lines.length)
      const { steps, undecided } = decideImport(plan, { emails: null, lines: new Map() })
      expect(steps.every(({ kind }) => kind === 'add')).toBe(true)
      expect(steps.length + undecided.length).toBe(lines.length)
      const stranger = decideImport(plan, { emails: 'skip', lines: new Map(lines.map(({ line }) => [line, 'nobody'])) })
      expect(stranger.steps.some(({ kind }) => kind === 'join')).toBe(false)
    }),
  )
})

test('whoever has the name and may have the institution is always asked about', () => {
  fc.assert(
    fc.property(linesOf, knownOf, (lines, known) => {
      for (const { line, match } of planImport(lines, known))
        if (match.kind === 'new')
          expect(known.some((one) => one.key === line.key && (one.place === line.place || one.place === null || line.place === null))).toBe(false)
    }),
  )
})
