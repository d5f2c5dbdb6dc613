/** Every rule about arrows has a canary: a file that breaks it. A rule that its canary no longer breaks has gone blind. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import config from '../../.dependency-cruiser.mjs'
import { type Cruise, cruise } from '../../tools/house/cruise.ts'
import { copyTree, showTypeImports, type TreeCopy, typesBeside } from './support/tree-copy.ts'

const canaries: Record<string, [path: string, text: string]> = {
  'no-circles': ['src/kernel/canary-a.ts', `import './canary-b.ts'`],
  'packages-stand-alone': ['packages/xapi/src/canary-1.ts', `import '../../../src/kernel/result.ts'`],
  'packages-by-the-door': ['src/modules/records/canary-2.ts', `import '../../../packages/xapi/src/filter.ts'`],
  'packages-do-no-io': ['packages/xapi/src/canary-3.ts', `import 'node:fs'`],
  'kernel-imports-nothing': ['src/kernel/canary-4.ts', `import 'valibot'`],
  'platform-has-no-business': ['src/platform/canary-5.ts', `import '#modules/people/index.ts'`],
  'modules-by-the-door': ['src/modules/learning/canary-6.ts', `import '#modules/courses/store.ts'`],
  'pages-by-the-door': ['src/routes/canary-7.ts', `import '#modules/people/store.ts'`],
  'domain-is-pure': ['src/modules/people/domain/canary-8.ts', `import 'node:fs'`],
  'only-stores-speak-sql': ['src/modules/people/commands/canary-9.ts', `import { sql } from 'kysely'\nexport { sql }`],
  'commands-know-no-web': ['src/modules/people/commands/canary-10.ts', `import { Hono } from 'hono'\nexport { Hono }`],
  'device-stays-in-the-browser': ['src/modules/learning/device/canary-11.ts', `import '../commands/save-answer.ts'`],
  'nobody-calls-those-beside': ['src/modules/people/canary-12.ts', `import '#modules/notices/index.ts'`],
  'nobody-imports-the-server': ['src/start/canary-13.ts', `import '../server.ts'`],
  'ui-knows-no-subject': ['src/ui/canary-14.ts', `import '#modules/people/index.ts'`],
  'no-tests-in-product': ['src/modules/people/canary-15.ts', `import '../../ui/address.test.ts'`],
  'no-way-up-from-floor-0': ['src/modules/people/canary-16.ts', `import '#modules/competencies/index.ts'`],
  'no-way-up-from-floor-1': ['src/modules/competencies/canary-17.ts', `import '#modules/courses/index.ts'`],
  'no-way-up-from-floor-2': ['src/modules/courses/canary-18.ts', `import '#modules/learning/index.ts'`],
  'no-way-up-from-floor-3': ['src/modules/learning/canary-19.ts', `import '#modules/certificates/index.ts'`],
}

/** The same arrow in the other ways in which it can be written. */
const otherWays: Record<string, { file: string; text: string; rule: string; seenAt?: string }> = {
  'a type only': {
    file: 'src/modules/people/canary-20.ts',
    text: `import type { Course } from '#modules/courses/index.ts'\nexport type C = Course`,
    rule: 'no-way-up-from-floor-0',
  },
  'passed on': { file: 'src/modules/people/canary-21.ts', text: `export { catalogue } from '../courses/index.ts'`, rule: 'no-way-up-from-floor-0' },
  'loaded later': {
    file: 'src/modules/people/canary-22.ts',
    text: `export const later = () => import('#modules/courses/index.ts')`,
    rule: 'no-way-up-from-floor-0',
  },
  'from a component': {
    file: 'src/ui/Canary23.svelte',
    text: `<script lang="ts">\nimport { may } from '#modules/people/index.ts'\nconst { who }: { who: null } = $props()\n</script>\n<p>{may(who, 'take-tests')}</p>`,
    rule: 'ui-knows-no-subject',
  },
  'a type only, from a component': {
    file: 'src/ui/Canary24.svelte',
    text: `<script lang="ts">\nimport type { Role } from '#modules/people/index.ts'\nconst { role }: { role: Role } = $props()\n</script>\n<p>{role}</p>`,
    rule: 'ui-knows-no-subject',
    seenAt: typesBeside('src/ui/Canary24.svelte'),
  },
  'a component of another subject': {
    file: 'src/modules/people/ui/Canary25.svelte',
    text: `<script lang="ts">\nimport Other from '../../notices/ui/Canary26.svelte'\n</script>\n<Other />`,
    rule: 'nobody-calls-those-beside',
  },
}

let clean: TreeCopy
let planted: TreeCopy
let real: Cruise
let broken: Cruise

beforeAll(async () => {
  clean = copyTree()
  planted = copyTree()
  planted.write('src/kernel/canary-b.ts', `import './canary-a.ts'`)
  planted.write('src/modules/certificates/index.ts', 'export {}')
  planted.write('src/modules/notices/ui/Canary26.svelte', '<p>26</p>')
  for (const [path, text] of Object.values(canaries)) planted.write(path, text)
  for (const { file, text } of Object.values(otherWays)) planted.write(file, text)
  for (const copy of [clean, planted]) showTypeImports(copy)
  ;[real, broken] = await Promise.all([cruise(clean.folder), cruise(planted.folder)])
})

afterAll(() => {
  clean.remove()
  planted.remove()
})

test('every rule has a canary', () => {
  expect(Object.keys(canaries).sort()).toEqual((config.forbidden ?? []).map(({ name }) => name).sort())
})

test('the cruise saw the tree', () => {
  expect(real.totalCruised).toBeGreaterThan(300)
})

test('the cruise looks into components', () => {
  const component = real.modules.find(({ source }) => source === 'src/ui/TextField.svelte')
  expect(component?.dependencies.map(({ resolved }) => resolved)).toContain('src/ui/Field.svelte')
})

test.each(Object.entries(canaries))('%s bites', (rule, [path]) => {
  expect(broken.violations).toContainEqual(expect.objectContaining({ rule: expect.objectContaining({ name: rule }), from: path }))
})

test.each(Object.entries(otherWays))('an arrow counts when it is written as %s', (_way, { file, rule, seenAt }) => {
  expect(broken.violations).toContainEqual(expect.objectContaining({ rule: expect.objectContaining({ name: rule }), from: seenAt ?? file }))
})

test('the real tree breaks no rule', () => {
  expect(real.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([])
})
