import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { variants } from '#kernel/localized.ts'
import { loadAreas } from '#modules/areas/index.ts'
import { contentGeneration } from '#platform/content-generation.ts'
import { rawHandle } from '#platform/db.ts'
import { type TestApp, testApp } from '../../../../tests/support/test-app.ts'
import { openContentFiles } from '../../../centre/content-files.ts'
import { readCentre } from '../../../centre/read-centre.ts'
import { readRegisters } from '../../../centre/read-registers.ts'
import type { WrittenCard } from '../domain/card.ts'
import { cardPage, cardsPage, librarySearchTexts, publishCard } from '../index.ts'
import { createCardFileMaker } from './make-card-file.ts'

const folder = join(import.meta.dirname, '../../../../centre')
let app: TestApp
let written: WrittenCard[]

const publish = (card: WrittenCard) => app.db.transact((tx) => publishCard(app, tx, card))
const told = async () => (await sql<{ kind: string }>`select kind from fact where kind = 'library.card-published'`.execute(rawHandle(app.db))).rows.length

beforeAll(async () => {
  app = await testApp()
  const registers = await readRegisters(join(folder, 'registers'))
  const read = await readCentre(await openContentFiles(folder), registers)
  if (!read.ok) throw new Error(JSON.stringify(read.refusal.slice(0, 3)))
  await app.db.transact((tx) => loadAreas(tx, registers))
  const { source, english } = read.value.cards
  written = [...source].map(([area, manuscript]) => {
    const translation = english.get(area)
    return { area, source: manuscript, ...(translation && { english: translation }) }
  })
})
afterAll(() => app.close())

/** A card with its first passages only. */
function shortened(card: WrittenCard): WrittenCard {
  return { ...card, source: { ...card.source, blocks: card.source.blocks.slice(0, 2) } }
}

async function pdfOf(path: string | null): Promise<Buffer> {
  const [, hash = ''] = /^\/files\/([0-9a-f]{64})\//.exec(path ?? '') ?? []
  return buffer(app.blobs.read(hash))
}

const info = (pdf: Buffer) => execFileSync('pdfinfo', ['-'], { input: pdf, encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })

test('every area has its card, in both languages', async () => {
  const areas = (await readRegisters(join(folder, 'registers'))).areas.map(({ code }) => code)
  expect(written.map(({ area }) => area)).toEqual(areas)
  expect(written.filter(({ english }) => !english)).toEqual([])
})

describe('publishing a card', () => {
  test('puts it on its page, tells of it once; the same again changes nothing', async () => {
    const before = await contentGeneration(app.db)
    for (const card of written) expect(await publish(card)).toEqual({ changed: true })
    const after = await contentGeneration(app.db)
    expect(after).toBeGreaterThan(before)
    for (const card of written) expect(await publish(card)).toEqual({ changed: false })
    expect(await contentGeneration(app.db)).toBe(after)
    expect(await told()).toBe(written.length)
    expect((await cardsPage(app, 'en')).map(({ area }) => area.code)).toEqual(written.map(({ area }) => area))
  })

  test('is read in her script or language, and found', async () => {
    const [first] = written
    if (!first) throw new Error('no card')
    const latin = await cardPage(app, first.area, 'sr-Latn')
    expect(latin?.title.text).not.toMatch(/\p{Script=Cyrillic}/u)
    expect((await cardPage(app, first.area, 'en'))?.text.written).toBe('en')
    expect(await cardPage(app, 'A99', 'en')).toBeNull()
    const found = (await librarySearchTexts(app.db)).filter(({ kind }) => kind === 'card')
    expect(found.map(({ path }) => path)).toEqual(written.map(({ area }) => `/library/cards/${area}`))
  })
})

describe('the file of a card', () => {
  test('is one tagged page A5, for every area and in every variant', async () => {
    const maker = createCardFileMaker(app)
    for (const { area } of written) {
      for (const variant of variants) {
        const said = info(await pdfOf(await maker.pathOf(area, variant)))
        expect(said, `${area} ${variant}`).toMatch(/Pages:\s+1\n/)
        expect(said).toMatch(/Page size:\s+419\.\d+ x 595\.\d+ pts/)
        expect(said).toMatch(/Tagged:\s+yes/)
      }
    }
  }, 180_000)

  test('is made once for a text, and anew for other words', async () => {
    const [first] = written
    if (!first) throw new Error('no card')
    const maker = createCardFileMaker(app)
    const paths = await Promise.all(Array.from({ length: 5 }, () => maker.pathOf(first.area, 'sr-Cyrl')))
    expect(new Set(paths).size).toBe(1)
    expect((await cardPage(app, first.area, 'sr-Cyrl'))?.size).toBeGreaterThan(1000)
    expect(await publish(shortened(first))).toEqual({ changed: true })
    expect((await cardPage(app, first.area, 'sr-Cyrl'))?.size).toBeUndefined()
    expect(await maker.pathOf(first.area, 'sr-Cyrl')).not.toBe(paths[0])
    expect(await maker.pathOf('A99', 'sr-Cyrl')).toBeNull()
  })

  test('of a card with too many words would have a second page, which the first test refuses', async () => {
    const [first] = written
    if (!first) throw new Error('no card')
    const { blocks } = first.source
    await publish({ ...first, source: { ...first.source, blocks: Array.from({ length: 5 }, () => blocks).flat() } })
    expect(info(await pdfOf(await createCardFileMaker(app).pathOf(first.area, 'sr-Cyrl')))).not.toMatch(/Pages:\s+1\n/)
  })
})
