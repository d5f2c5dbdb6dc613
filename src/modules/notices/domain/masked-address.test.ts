import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskedAddress } from './masked-address.ts'

test.each([
  ['marija@primer.rs', 'm•••@primer.rs'],
  ['ђорђе@пример.срб', 'ђ•••@пример.срб'],
  ['a@b.rs', 'a•••@b.rs'],
  ['no address', '•••'],
])('%s is shown as %s', (address, shown) => {
  expect(maskedAddress(address)).toBe(shown)
})

test('whatever stands before the @ is hidden but for its first letter', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      const name = address.slice(1, address.lastIndexOf('@'))
      if (name.length > 2) expect(maskedAddress(address).split('@')[0]).not.toContain(name)
    }),
  )
})
