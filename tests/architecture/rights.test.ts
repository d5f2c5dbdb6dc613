import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { drawRights } from '../../tools/rights/draw-rights.ts'
import { root } from './support/tree-copy.ts'

test('docs/rights.md shows the policy and the table of access as they are', () => {
  expect(readFileSync(join(root, 'docs/rights.md'), 'utf8'), 'npm run rights').toBe(drawRights())
})

test.each([
  ['a deed of one role', '| `run-centre` | the centre only |'],
  ['a thing that is one person’s own', '| `GET /me/certificates/[number]` | signed in (`take-tests`) | her own |'],
  ['a page for anybody', '| `GET /courses` | anybody |  |'],
  ['a list that is narrowed', '| `GET /desk/people` | trainer, supervisor, focal-point, coordinator, auditor (`see-standing`) | narrowed in SQL |'],
])('the page of rights knows %s', (_what, line) => {
  expect(drawRights()).toContain(line)
})
