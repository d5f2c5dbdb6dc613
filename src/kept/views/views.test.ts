import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { variants } from '#kernel/localized.ts'
import { type TestApp, testApp } from '../../../tests/support/test-app.ts'
import { loadCentre } from '../../centre/load-centre.ts'
import { load as loadStart } from '../../routes/[variant=variant]/(read)/+page.server.ts'
import { load as loadCatalogue } from '../../routes/[variant=variant]/(read)/courses/+page.server.ts'
import { load as loadCourse } from '../../routes/[variant=variant]/(read)/courses/[code]/+page.server.ts'
import { load as loadUnit } from '../../routes/[variant=variant]/(read)/courses/[code]/[unit]/+page.server.ts'
import { load as loadGlossary } from '../../routes/[variant=variant]/(read)/glossary/+page.server.ts'
import { load as loadLibrary } from '../../routes/[variant=variant]/(read)/library/+page.server.ts'
import { load as loadManual } from '../../routes/[variant=variant]/(read)/library/manuals/[slug]/+page.server.ts'
import { load as loadChapter } from '../../routes/[variant=variant]/(read)/library/manuals/[slug]/[chapter]/+page.server.ts'
import { load as loadChecklists } from '../../routes/[variant=variant]/(read)/library/manuals/[slug]/checklists/+page.server.ts'
import { load as loadIndex } from '../../routes/[variant=variant]/(read)/library/manuals/[slug]/index/+page.server.ts'
import { load as loadTools } from '../../routes/[variant=variant]/(read)/tools/+page.server.ts'
import { load as loadTool } from '../../routes/[variant=variant]/(read)/tools/[slug]/+page.server.ts'
import type { KeptCentre, KeptCourse, KeptManual, KeptTool } from '../contract.ts'
import { type Thing, thingsToKeep } from '../keepable.ts'
import {
  catalogueView,
  chapterView,
  checklistsView,
  courseView,
  glossaryView,
  libraryView,
  manualIndexView,
  manualView,
  startView,
  toolsView,
  toolView,
  unitView,
} from './index.ts'

let app: TestApp
let things: Thing[]
beforeAll(async () => {
  app = await testApp()
  const loaded = await loadCentre(app, join(import.meta.dirname, '../../../centre'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal))
  things = await thingsToKeep(app)
})
afterAll(() => app.close())

/** As a device has it: every part went over the line as JSON. */
const asKept = <T>({ parts }: Thing): T => Object.assign({}, ...parts.map((part) => JSON.parse(JSON.stringify(part)))) as T
const ofKind = <T>(kind: Thing['kind']) => things.filter((thing) => thing.kind === kind).map((thing) => asKept<T>(thing))
const centre = () => asKept<KeptCentre>(things.find(({ kind }) => kind === 'centre') as Thing)

/** What the page gets from the server when nobody is signed in. */
function fromServer(load: (event: never) => unknown, variant: string, path: string, params: Record<string, string> = {}): unknown {
  const url = new URL(`http://localhost/${path}`)
  return load({ params, url, locals: { app, variant, person: null } } as never)
}

test('there is something of every kind to keep, and a course has its practice questions with it', () => {
  expect(ofKind<KeptCourse>('course').map(({ code }) => code)).toContain('C01')
  expect(ofKind<KeptCourse>('course').flatMap(({ practice }) => practice).length).toBeGreaterThan(20)
  expect(ofKind<KeptManual>('manual').flatMap(({ edition }) => edition.chapters).length).toBeGreaterThan(5)
  expect(things[0]?.kind).toBe('centre')
})

test('of graded questions not a key and not a word is in what is kept', () => {
  const kept = ofKind<KeptCourse>('course').flatMap(({ practice }) => practice)
  expect(kept.filter(({ use }) => use !== 'practice')).toEqual([])
})

test.each(variants)('in %s every unit is drawn from what is kept as the server draws it', async (variant) => {
  for (const kept of ofKind<KeptCourse>('course')) {
    for (const { slug } of kept.units) {
      const served = await fromServer(loadUnit, variant, `sr/courses/${kept.code}/${slug}`, { code: kept.code, unit: slug })
      expect(unitView(kept, slug, variant), `${kept.code}/${slug}`).toEqual(served)
    }
    expect(courseView(kept, variant)).toEqual(await fromServer(loadCourse, variant, `sr/courses/${kept.code}`, { code: kept.code }))
    expect(unitView(kept, 'no-such-unit', variant)).toBeNull()
  }
})

test.each(variants)('in %s every chapter of every manual is drawn from what is kept as the server draws it', async (variant) => {
  for (const kept of ofKind<KeptManual>('manual')) {
    for (const { slug } of kept.edition.chapters) {
      const served = await fromServer(loadChapter, variant, `sr/library/manuals/${kept.code}/${slug}`, { slug: kept.code, chapter: slug })
      expect(chapterView(kept, slug, variant), `${kept.code}/${slug}`).toEqual(served)
    }
    expect(manualView(kept, variant)).toEqual(await fromServer(loadManual, variant, `sr/library/manuals/${kept.code}`, { slug: kept.code }))
    expect(checklistsView(kept, variant)).toEqual(await fromServer(loadChecklists, variant, `sr/library/manuals/${kept.code}/checklists`, { slug: kept.code }))
    expect(checklistsView(kept, variant).page.lists.length).toBeGreaterThan(0)
    expect(manualIndexView(kept, variant)).toEqual(await fromServer(loadIndex, variant, `sr/library/manuals/${kept.code}/index`, { slug: kept.code }))
    expect(manualIndexView(kept, variant).page.letters.length).toBeGreaterThan(10)
    expect(chapterView(kept, 'no-such-chapter', variant)).toBeNull()
  }
})

test.each(variants)('in %s the pages of the Centre are drawn from what is kept as the server draws them', async (variant) => {
  const kept = centre()
  expect(startView(kept, variant)).toEqual(await fromServer(loadStart, variant, 'sr'))
  expect(catalogueView(kept, variant)).toEqual(await fromServer(loadCatalogue, variant, 'sr/courses'))
  expect(catalogueView(kept, variant, { area: 'A3' })).toEqual(await fromServer(loadCatalogue, variant, 'sr/courses?area=A3'))
  expect(libraryView(kept, variant)).toEqual(await fromServer(loadLibrary, variant, 'sr/library'))
  expect(libraryView(kept, variant, { type: 'guide' })).toEqual(await fromServer(loadLibrary, variant, 'sr/library?type=guide'))
  expect(toolsView(kept, variant)).toEqual(await fromServer(loadTools, variant, 'sr/tools'))
  expect(glossaryView(kept, variant)).toEqual(await fromServer(loadGlossary, variant, 'sr/glossary'))
})

test.each(variants)('in %s the page that tells of a field tool is drawn from what is kept as the server draws it', async (variant) => {
  expect(ofKind<KeptTool>('tool').map(({ tool }) => tool.code)).toEqual(['T1', 'T3'])
  for (const kept of ofKind<KeptTool>('tool')) {
    const { slug } = kept.tool
    expect(toolView(kept, variant)).toEqual(await fromServer(loadTool, variant, `sr/tools/${slug}`, { slug }))
  }
})
