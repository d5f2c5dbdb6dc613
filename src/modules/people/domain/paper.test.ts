import { expect, test } from 'vitest'
import { mayPrintFor } from './paper.ts'
import { roles } from './roles.ts'

test('within a place only the code of a learner is printed, everywhere none of those who reach what is others’', () => {
  expect(roles.filter((role) => mayPrintFor(['learner', role], false))).toEqual(['learner'])
  expect(roles.filter((role) => !mayPrintFor(['learner', role], true))).toEqual(['coordinator', 'auditor', 'admin'])
  expect(mayPrintFor([], false)).toBe(true)
})
