import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PersonId } from '#kernel/id.ts'
import { areas } from '#modules/areas/index.ts'
import { catalogue } from '#modules/courses/index.ts'
import { allInstitutions } from '#modules/institutions/index.ts'
import { acts } from '#modules/laws/index.ts'
import { manuals } from '#modules/library/index.ts'
import { addPerson, allPeople } from '#modules/people/index.ts'
import { askErasure, askExport, makeRequest } from '#modules/reports/index.ts'
import { wholeDatabase } from '../../tests/support/canary.ts'
import { type TestApp, testApp } from '../../tests/support/test-app.ts'
import { tidy } from '../housekeeping.ts'
import { programFolder } from '../open-app.ts'
import { openContentFiles } from './content-files.ts'
import { centreIsEmpty, checkCentre, loadCentre } from './load-centre.ts'
import { readCentre } from './read-centre.ts'
import { readRegisters } from './read-registers.ts'
import { removeSample } from './remove-sample.ts'

const real = join(programFolder, 'centre')
let app: TestApp
let broken: string
beforeAll(async () => {
  app = await testApp()
  broken = await mkdtemp(join(tmpdir(), 'putokaz-centre-'))
  await cp(real, broken, { recursive: true })
})
afterAll(async () => {
  await rm(broken, { recursive: true, force: true })
  await app.close()
})

async function change(file: string, from: string | RegExp, to: string): Promise<() => Promise<void>> {
  const path = join(broken, file)
  const text = await readFile(path, 'utf8')
  expect(text.replace(from, to)).not.toBe(text)
  await writeFile(path, text.replace(from, to))
  return () => writeFile(path, text)
}

test('content that breaks a rule is refused with file, line and rule, and nothing of it is loaded', async () => {
  const mend = await change('courses/C01/course.yaml', 'hours: 4', 'hours: four')
  const loaded = await loadCentre(app, broken)
  await mend()
  expect(loaded).toMatchObject({ ok: false, refusal: [{ file: 'courses/C01/course.yaml', rule: 'wrong-type' }] })
  if (!loaded.ok) expect(loaded.refusal[0]?.line).toBeGreaterThan(1)
  expect(await centreIsEmpty(app.db)).toBe(true)
})

test('a figure that is not there is named where it is shown', async () => {
  const mend = await change('courses/C01/units/1-2-kategorije-u-pravu-srbije.md', 'figures/ch1-kategorije.svg', 'figures/nema.svg')
  const problems = await checkCentre(broken)
  await mend()
  expect(problems).toEqual([
    expect.objectContaining({ file: 'courses/C01/units/1-2-kategorije-u-pravu-srbije.md', rule: 'file-missing', detail: 'figures/nema.svg' }),
  ])
})

test('the sample centre loads whole', async () => {
  expect(await loadCentre(app, real)).toEqual({ ok: true, value: null })
  expect(await areas(app.db)).toHaveLength(7)
  expect(await allInstitutions(app.db)).toHaveLength(46)
  expect(await acts(app.db)).toHaveLength(18)
  expect((await manuals(app.db)).map(({ slug }) => slug)).toContain('prirucnik-prvi-kontakt')
  const courses = await catalogue(app.db)
  expect(courses).toHaveLength(12)
  expect(courses.filter((course) => course.status === 'published').map((course) => course.code)).toContain('C01')
})

test('loading the same again changes nothing', async () => {
  expect((await loadCentre(app, real)).ok).toBe(true)
  expect(await catalogue(app.db)).toHaveLength(12)
})

test('another text under a version that was published is refused, and undoes the whole load', async () => {
  const mend = [
    await change('courses/C01/units/1-1-medjunarodni-pojmovi.md', /^Замислите|^[А-Ш]/m, 'И $&'),
    await change('registers/domain-data.json', '"Министарство унутрашњих послова"', '"Министарство промењеног имена"'),
  ]
  const loaded = await loadCentre(app, broken)
  for (const one of mend) await one()
  expect(loaded).toMatchObject({ ok: false, refusal: [{ file: 'courses/C01/course.yaml', rule: 'version-has-other-content' }] })
  expect((await allInstitutions(app.db))[0]?.name['sr-Cyrl']).toBe('Министарство унутрашњих послова')
})

// Settling makes the books of all manuals in all variants first.
test('removing the sample takes the invented people and leaves registers, laws and everybody else', { timeout: 180_000 }, async () => {
  const added = await addPerson(app, { email: 'marija@primer.invalid', name: 'Марија Пример', roles: ['learner'], variant: 'sr-Cyrl', sample: true })
  const person = (added.ok ? added.value : '') as PersonId
  await askExport(app, { person, by: person, variant: 'sr-Cyrl' })
  await askErasure(app, { person, by: person })
  await makeRequest(app, { person, by: person, kind: 'object', words: 'Молим увид.' })
  await app.settle()
  await addPerson(app, { email: 'prava@osoba.rs', name: 'Стварна Особа', roles: ['learner'], variant: 'sr-Cyrl', sample: false })
  expect(await removeSample(app)).toBe(1)
  expect((await allPeople(app.db)).map((person) => person.login)).toEqual(['prava@osoba.rs'])
  expect(await allInstitutions(app.db)).toHaveLength(46)
  expect(await acts(app.db)).toHaveLength(18)
  // What was done is told, and the queue of jobs has its own life.
  const left = (await wholeDatabase(app)).filter(({ text }) => text.includes(person)).map(({ table }) => table)
  expect(left.filter((table) => !['audit_entry', 'fact', 'pgboss.job'].includes(table))).toEqual([])
})

test('housekeeping runs twice without harm', async () => {
  await tidy(app)
  app.pass(90 * 86_400_000)
  await tidy(app)
})

test('no graded question gives its key away by the names or the order of its parts', async () => {
  const registers = await readRegisters(join(real, 'registers'))
  const read = await readCentre(await openContentFiles(real), registers)
  if (!read.ok) throw new Error('the content has errors')
  const graded = read.value.courses.flatMap(({ questions }) => questions).filter(({ use }) => use === 'graded')
  expect(graded.length).toBeGreaterThan(40)
  const digits = (id: string) => id.replace(/\D/g, '')
  for (const question of graded) {
    if (question.type === 'matching')
      expect([question.id, Object.entries(question.key).every(([left, right]) => digits(left) === digits(right))]).toEqual([question.id, false])
    if (question.type === 'ordering') expect([question.id, question.items.map(({ id }) => id)]).not.toEqual([question.id, question.key])
  }
})
