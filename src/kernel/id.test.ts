import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isUuid, uuidv7 } from './id.ts'

test('an id sorts by the moment of its birth, whatever its luck', () => {
  const luck = fc.uint8Array({ minLength: 10, maxLength: 10 })
  fc.assert(
    fc.property(fc.nat(2 ** 40), fc.nat(2 ** 30), luck, luck, (moment, later, one, other) => {
      const [first, second] = [uuidv7(moment, one), uuidv7(moment + later + 1, other)]
      expect(isUuid(first)).toBe(true)
      expect(first < second).toBe(true)
      expect(first[14]).toBe('7')
    }),
  )
})
