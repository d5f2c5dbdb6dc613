import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseTool, type ToolSource } from '@putokaz/manuscript'
import { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Variant, variants } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import { contentGeneration } from '#platform/content-generation.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { openContentFiles } from '../../../centre/content-files.ts'
import { readCentre } from '../../../centre/read-centre.ts'
import { readRegisters } from '../../../centre/read-registers.ts'
import { publishTool, toolDocuments, toolPage, toolSearchTexts, toolsPage } from '../index.ts'

const folder = join(import.meta.dirname, '../../../../centre')
const written = (slug: string) => readFileSync(join(folder, `tools/${slug}.yaml`), 'utf8')
let app: TestApp
let tools: ToolSource[]
let routes: Hono

const publish = (tool: ToolSource) => app.db.transact((tx) => publishTool(app, tx, tool))
const firstTool = () => tools[0] ?? expect.fail('no tool')
const documentOf = async (slug: string, variant: Variant) => (await routes.request(`/t/${prefixOf(variant)}/${slug}`)).text()

beforeAll(async () => {
  app = await testApp()
  const read = await readCentre(await openContentFiles(folder), await readRegisters(join(folder, 'registers')))
  if (!read.ok) throw new Error(JSON.stringify(read.refusal.slice(0, 3)))
  tools = read.value.tools
  for (const tool of tools) await publish(tool)
  routes = new Hono()
  toolDocuments(app, routes)
})
afterAll(() => app.close())

describe('publishing a tool', () => {
  test('again with the same words changes nothing; other words need a new version', async () => {
    const before = await contentGeneration(app.db)
    const tool = firstTool()
    expect(await publish(tool)).toEqual({ ok: true, value: { changed: false } })
    expect(await contentGeneration(app.db)).toBe(before)
    const other = { ...tool, title: { 'sr-Cyrl': 'Друго', en: 'Other' } }
    expect(await publish(other)).toEqual({ ok: false, refusal: 'version-published-otherwise' })
    expect(await publish({ ...other, version: '1.10.0' })).toEqual({ ok: true, value: { changed: true } })
    expect(await publish({ ...tool, version: '1.9.0' })).toEqual({ ok: true, value: { changed: true } })
    expect((await toolPage(app, tool.slug, 'en'))?.tool).toMatchObject({ version: '1.10.0', title: 'Other' })
    expect(await publish({ ...tool, version: '1.11.0' })).toEqual({ ok: true, value: { changed: true } })
  })

  test('puts it in the list and in the search', async () => {
    expect((await toolsPage(app, 'sr-Latn')).map(({ code }) => code)).toEqual(['T1', 'T3'])
    expect((await toolSearchTexts(app.db)).map(({ path }) => path).toSorted()).toEqual(['/tools/dobrovoljni-povratak', '/tools/prepoznaj-i-uputi'])
  })
})

describe('the document of a tool', () => {
  test('may send nothing to anybody and says so in its policy', async () => {
    const answer = await routes.request('/t/sr/prepoznaj-i-uputi')
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data: blob:; font-src 'self'; connect-src 'none'; worker-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await answer.text()).not.toMatch(/<form|<iframe|<img|\sping=|\sstyle=|\son[a-z]+=|<link rel="(preload|prefetch|manifest)/)
  })

  test.each(variants)('stands whole in its variant (%s)', async (variant) => {
    for (const { slug } of tools) {
      const page = await toolPage(app, slug, variant)
      const text = (await documentOf(slug, variant)).replace(/<header class="tool-bar">[\s\S]*?<\/header>/, '')
      if (variant !== 'sr-Cyrl') expect(text).not.toMatch(/\p{Script=Cyrillic}/u)
      const tool = page?.tool
      const lines = tool?.kind === 'gates' ? tool.gates.map(({ question }) => question) : (tool?.actions.map(({ text: action }) => action) ?? [])
      expect(lines.filter((line) => !text.replaceAll('&#39;', "'").replaceAll('&quot;', '"').includes(line))).toEqual([])
    }
  })

  test('marks the numbers of the police and the ambulance as to be checked', async () => {
    for (const { slug, danger } of tools) {
      const html = await documentOf(slug, 'en')
      for (const number of ['192', '194']) {
        expect(danger.steps.filter(({ text, mark }) => text.en?.includes(number) && mark === 'check')).toHaveLength(1)
        expect(html).toMatch(new RegExp(`${number}\\.[^<]*<span class="mark check">`))
      }
    }
  })

  test('is not there for another variant or another name', async () => {
    for (const path of ['/t/de/prepoznaj-i-uputi', '/t/sr/nothing', '/t/sr/..%2f', '/t/-/runner.0000000000000000.js']) {
      expect((await routes.request(path)).status, path).toBe(404)
    }
  })
})

describe('a tool that is written wrong', () => {
  const broken: [string, string, string][] = [
    ['suggests: [child] }', 'suggests: [chidl] }', 'key-unknown'],
    ['for: [trafficking], cite: PTLJ', 'for: [traficking], cite: PTLJ', 'key-unknown'],
    ['stages: [admission, decision], mark', 'stages: [admision], mark', 'key-unknown'],
    ['fact: "5 UASC", mark: V }', 'fakt: "5 UASC", mark: V }', 'unknown-key'],
    [', en: unaccompanied child }', ' }', 'language-missing'],
    ['{ id: debt,', '{ id: unpaid,', 'duplicate-id'],
    ['version: 1.0.0', 'version: 1.0', 'bad-value'],
  ]
  test.each(broken)('%s → %s is refused: %s', (right, wrong, rule) => {
    const text = written('prepoznaj-i-uputi')
    expect(text).toContain(right)
    const place = text.slice(0, text.indexOf(right)).split('\n').length
    const read = parseTool(text.replace(right, wrong), { file: 'tools/x.yaml' })
    const problems = read.ok ? [] : read.problems
    expect(problems.map((one) => one.rule)).toContain(rule)
    if (rule !== 'duplicate-id') expect(problems.find((one) => one.rule === rule)?.line).toBe(place)
  })

  test('names facts, acts, areas and tools that are there, and claims no more than they give', async () => {
    const text = written('dobrovoljni-povratak')
    const changed = text
      .replace('areas: [A6]', 'areas: [A99]')
      .replace('cite: PDP26', 'cite: PDP99')
      .replace('tool: prepoznaj-i-uputi', 'tool: nothing')
      .replace('fact: "domain-data 7 T1 numbers"\n  mark: check', 'fact: "domain-data 7 T1 numbers"\n  mark: V')
      .replace('fact: "5 AVR conditions"', 'fact: "5 AVR nothing"')
    const files = await openContentFiles(folder)
    const given = { ...files, text: async (path: string) => (path === 'tools/dobrovoljni-povratak.yaml' ? changed : files.text(path)) }
    const read = await readCentre(given, await readRegisters(join(folder, 'registers')))
    const rules = read.ok ? [] : read.refusal.map(({ file, rule, detail }) => `${file} ${rule} ${detail}`)
    expect(rules.toSorted()).toEqual(
      ['key-unknown nothing', 'mark-above-fact V > domain-data 7 T1 numbers check', 'unknown-act PDP99', 'unknown-area A99', 'unknown-fact 5 AVR nothing'].map(
        (rest) => `tools/dobrovoljni-povratak.yaml ${rest}`,
      ),
    )
  })
})
