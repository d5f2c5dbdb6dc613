import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { drawMap } from '../../tools/map/draw-map.ts'
import { root } from './support/tree-copy.ts'

let drawn: string

beforeAll(async () => {
  drawn = await drawMap(root)
})

test('docs/map.md shows the house as it is', () => {
  expect(readFileSync(join(root, 'docs/map.md'), 'utf8'), 'npm run map').toBe(drawn)
})

test.each([
  ['an arrow between two modules', '  courses --> questions'],
  ['an arrow of one beside', '  notices -.-> people'],
  ['a fact with its reaction', '| `people.reset-asked` | people | `notices.write-reset` |'],
  ['a page that only some may see', '| `/admin/health` | admin (`run-centre`) |'],
  ['a page for those who are signed in', '| `/me` | signed in (`take-tests`) |'],
  ['a page for everybody', '| `/courses` | anybody |'],
  ['a machine address', '| GET | `/health/live` |'],
])('the map knows %s', (_what, line) => {
  expect(drawn).toContain(line)
})
