import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mintNumber, normaliseNumber, numberBytes } from './number.ts'

const random = fc.uint8Array({ minLength: numberBytes, maxLength: numberBytes })
const look: Record<string, string> = { A: 'а', B: 'В', E: 'е', K: 'к', M: 'М', H: 'Н', P: 'р', C: 'с', T: 'т', X: 'х', Y: 'у', J: 'ј', S: 'Ѕ' }

test('a number is read back however it is typed', () => {
  fc.assert(
    fc.property(random, fc.constantFrom('', ' ', '-', ' – ', '.', '\u00a0'), fc.boolean(), (bytes, between, cyrillic) => {
      const number = mintNumber(bytes)
      const typed = [...number.replaceAll('-', '').toLowerCase()].map((sign) => (cyrillic ? (look[sign.toUpperCase()] ?? sign) : sign)).join(between)
      expect(normaliseNumber(` ${typed} `)).toBe(number)
    }),
  )
})

test('every bit of luck counts: 32 signs, all equally likely, in each of 12 places', () => {
  const seen = Array.from({ length: 256 }, (_, byte) => mintNumber(new Uint8Array(numberBytes).fill(byte)).charAt(0))
  const counts = Map.groupBy(seen, (sign) => sign)
  expect(counts.size).toBe(32)
  expect([...counts.values()].every((some) => some.length === 8)).toBe(true)
})

test.each(['', '7F3K', '7F3K-92QX-M4TO', '7F3K-92QX-M4T1', '7F3K-92QX-M4TDX', "' or 1=1 --", 'Ж'.repeat(12), 'A'.repeat(5000), '\u0000'])(
  '%j is no number',
  (text) => {
    expect(normaliseNumber(text)).toBeUndefined()
  },
)
