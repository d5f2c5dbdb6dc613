import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contentGeneration } from '#platform/content-generation.ts'
import { reading } from '#platform/db.ts'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { openContentFiles } from '../../../centre/content-files.ts'
import { readCentre } from '../../../centre/read-centre.ts'
import { readRegisters } from '../../../centre/read-registers.ts'
import { allNews, publishNews, siteSearchTexts, withdrawNews, withdrawnNews } from '../index.ts'

const folder = join(import.meta.dirname, '../../../../centre')
let app: TestApp
let publish: () => Promise<void>
beforeAll(async () => {
  app = await testApp()
  const centre = await readCentre(await openContentFiles(folder), await readRegisters(join(folder, 'registers')))
  if (!centre.ok) throw new Error('the sample centre cannot be read')
  const sources = [...centre.value.news.source].map(([slug, source]) => ({ slug, source }))
  publish = async () => {
    for (const source of sources) await app.db.transact((tx) => publishNews(app, tx, source))
  }
  await publish()
  await app.settle()
})
afterAll(() => app.close())

const found = async () =>
  (await reading<{ search_item: { kind: string; id: string } }>(app.db).selectFrom('search_item').select('id').where('kind', '=', 'news').execute()).map(
    ({ id }) => id,
  )

test('news that is withdrawn is read and found by nobody, also when it is loaded again, until it is brought back as it was', async () => {
  const [before, generation] = [await allNews(app.db), await contentGeneration(app.db)]
  const slug = before[0]?.slug ?? ''
  const stand = (withdrawn: boolean, by = actorWith(['coordinator'])) => withdrawNews(app, { by, slug, withdrawn })
  expect(await found()).toContain(slug)
  expect(await stand(true, actorWith(['learner', 'focal-point']))).toEqual({ ok: false, refusal: 'not-allowed' })
  expect(await stand(false)).toEqual({ ok: false, refusal: 'nothing-to-change' })
  expect(await stand(true)).toEqual({ ok: true, value: null })
  await publish()
  await app.settle()
  expect((await allNews(app.db)).map((one) => one.slug)).toEqual(before.slice(1).map((one) => one.slug))
  expect((await siteSearchTexts(app.db)).map(({ id }) => id)).not.toContain(slug)
  expect(await found()).not.toContain(slug)
  expect(await contentGeneration(app.db)).toBeGreaterThan(generation)
  expect((await withdrawnNews(app.db)).map((one) => one.slug)).toEqual([slug])
  expect(await stand(false)).toEqual({ ok: true, value: null })
  await app.settle()
  expect(await allNews(app.db)).toEqual(before)
  expect(await found()).toContain(slug)
})
