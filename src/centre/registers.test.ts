/** Everything that the research handed over is in the registers, under its name. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Localized } from '#kernel/localized.ts'
import { jurisdictions } from '#modules/areas/index.ts'
import { competencies, competencyLevels, requirementHistory, requirementsOf, requirementsOfPosts, setRequirements } from '#modules/competencies/index.ts'
import { allFacilities, allInstitutions, allPosts } from '#modules/institutions/index.ts'
import { acts, provisionsOf, sources } from '#modules/laws/index.ts'
import { addPerson } from '#modules/people/index.ts'
import { actorWith } from '../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../tests/support/test-app.ts'
import { programFolder } from '../open-app.ts'
import { loadCentre } from './load-centre.ts'

interface Named {
  readonly code: string
  readonly name: Localized
}
interface Research {
  readonly institutions: readonly Named[]
  readonly facilities: readonly { name: Localized; kind: string; capacity?: number }[]
  readonly roles: readonly Named[]
  readonly competencies: readonly Named[]
  readonly legalActs: readonly Named[]
  readonly provisions: readonly { act: string; article: string; topic: Localized }[]
}

const folder = join(programFolder, 'centre')
let app: TestApp
let research: Research
beforeAll(async () => {
  app = await testApp()
  expect((await loadCentre(app, folder)).ok).toBe(true)
  research = JSON.parse(await readFile(join(folder, 'registers/domain-data.json'), 'utf8'))
}, 60_000)
afterAll(() => app.close())

const names = (list: readonly Named[]) => list.map(({ code, name }) => [code, name['sr-Cyrl']]).toSorted()

test('46 institutions, 34 posts, 36 competencies and 18 acts stand under the codes and names of the research', async () => {
  const pairs = [
    [46, research.institutions, await allInstitutions(app.db)],
    [34, research.roles, await allPosts(app.db)],
    [36, research.competencies, await competencies(app.db)],
    [18, research.legalActs, await acts(app.db)],
  ] as const
  for (const [count, given, kept] of pairs) {
    expect(kept).toHaveLength(count)
    expect(names(kept)).toEqual(names(given))
  }
})

test('23 provisions stand at their acts', async () => {
  const kept = (await Promise.all((await acts(app.db)).map(({ code }) => provisionsOf(app.db, code)))).flat()
  expect(kept).toHaveLength(23)
  const said = (list: readonly { act: string; article: string; topic: Localized }[]) =>
    list.map((one) => `${one.act} ${one.article} ${one.topic.en}`).toSorted()
  expect(said(kept)).toEqual(said(research.provisions))
})

test('the 19 facilities of the research are there with kind and places, and the three detention centres beside them', async () => {
  const kept = await allFacilities(app.db)
  const line = (name: Localized, kind: string, capacity: number | null = null) => [name['sr-Cyrl'], kind, capacity]
  const shown = kept.map(({ name, kind, capacities }) => line(name, kind, capacities[0]?.capacity))
  expect(research.facilities).toHaveLength(19)
  for (const { name, kind, capacity } of research.facilities) expect(shown).toContainEqual(line(name, kind, capacity))
  expect(kept.filter(({ sameAs }) => sameAs).map(({ sameAs, kind }) => [sameAs, kind])).toEqual([
    ['PSP', 'DC'],
    ['PSL', 'DC'],
    ['PSD', 'DC'],
  ])
  expect(kept).toHaveLength(22)
})

test('every institution, facility and act belongs to a jurisdiction that is known, and the region is there from the first day', async () => {
  const known = (await jurisdictions(app.db)).map(({ code }) => code)
  expect(known).toEqual(expect.arrayContaining(['RS', 'ME', 'MK', 'BA', 'EU']))
  for (const one of [...(await allInstitutions(app.db)), ...(await allFacilities(app.db)), ...(await acts(app.db))]) expect(known).toContain(one.jurisdiction)
})

test('every source number that the registers name is in the list of 155', async () => {
  const listed = new Set((await sources(app.db)).map(({ code }) => code))
  expect(listed.size).toBe(155)
  const supplement = JSON.stringify(parse(await readFile(join(folder, 'registers/supplement.yaml'), 'utf8')))
  const named = [...supplement.matchAll(/"(?:source|capacitySource)":"([^"]+)"/g)].flatMap(([, numbers = '']) => numbers.split(' '))
  expect(named.length).toBeGreaterThan(30)
  expect(named.filter((number) => !listed.has(number))).toEqual([])
})

describe('what posts require', () => {
  test('has four levels with names, and the usual level in every competency of a post’s own areas', async () => {
    expect((await competencyLevels(app.db)).map(({ level, name }) => [level, name.en])).toEqual([
      [1, 'know that it exists'],
      [2, 'apply with help'],
      [3, 'apply alone'],
      [4, 'train others'],
    ])
    const required = await requirementsOfPosts(app.db)
    expect(required.size).toBe(34)
    const framework = await competencies(app.db)
    const post = (await allPosts(app.db)).find(({ code }) => code === 'R13')
    expect(required.get('R13')).toEqual(framework.filter(({ area }) => post?.areas.includes(area)).map(({ code }) => ({ competency: code, level: 3 })))
  })

  test('is changed by a coordinator with history; two at once do not undo each other; a load leaves it alone', async () => {
    const added = await addPerson(app, { email: 'koordinator@primer.invalid', name: 'Ана Пробић', roles: ['coordinator'], variant: 'sr-Cyrl', sample: true })
    const by = actorWith(['coordinator'], { id: added.ok ? (added.value as never) : ('' as never) })
    const { version, requirements } = await requirementsOf(app.db, 'R13')
    const set = (level: number, seen = version) => setRequirements(app, { by, post: 'R13', requirements: [{ competency: 'K101', level }], seen })
    expect((await Promise.all([set(4), set(2)])).map(({ ok }) => ok).toSorted()).toEqual([false, true])
    expect(await set(5, version + 1)).toEqual({ ok: false, refusal: { reason: 'unknown-competency' } })
    const [change] = await requirementHistory(app.db, 'R13')
    expect(change).toMatchObject({ by_person: by.id, before: requirements })
    expect((await loadCentre(app, folder)).ok).toBe(true)
    expect((await requirementsOf(app.db, 'R13')).requirements).toEqual(change?.after)
    const local = actorWith(['coordinator'], { scope: 'MUP', id: by.id })
    expect(await setRequirements(app, { by: local, post: 'R13', requirements: [], seen: version + 1 })).toEqual({
      ok: false,
      refusal: { reason: 'not-allowed' },
    })
  })
})
