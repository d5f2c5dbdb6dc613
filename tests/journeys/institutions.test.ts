import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import * as words from '#texts/generated/institutions.ts'
import { expectAccessible } from '../support/axe.ts'
import { phone, visit } from '../support/browser.ts'
import { browserOf, sessionOf } from '../support/people.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

const v = 'sr-Cyrl'
const desk = '/sr/admin/institutions'

async function coordinator(path: string, options: Parameters<typeof browserOf>[1] = {}): Promise<Page> {
  const page = await (await browserOf(await sessionOf('coordinator'), options)).newPage()
  await page.goto(path)
  return page
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()

describe('A coordinator and the register', () => {
  it('changes what an institution does; visitors read it at once; she takes it back', async () => {
    const visitor = await visit('/sr/institutions/ldg-nema', { expected: ['404'] })
    const page = await coordinator(`${desk}/entries/institution/nsz`)
    await expectShape(page, 'sr')
    const before = await page.inputValue('[name=mandate_sr]')
    await page.fill('[name=mandate_sr]', 'Посредује при запошљавању, за потребе провере.')
    await press(page, words.save(v))
    await page.getByText(words.saved(v)).waitFor()
    await expectAccessible(page)
    await visitor.goto('/sr-latn/institutions/nsz')
    expect(await visitor.locator('main').innerText()).toContain('Posreduje pri zapošljavanju')
    await press(page, words.undo(v))
    await page.getByText(words.undone(v)).waitFor()
    expect(await page.inputValue('[name=mandate_sr]')).toBe(before)
    await visitor.reload()
    expect(await visitor.locator('main').innerText()).not.toContain('Posreduje pri zapošljavanju')
  })

  it('closes a facility from a day, and the facility, its institution and the list say so', async () => {
    const page = await coordinator(`${desk}/entries/facility/subotica`, { javaScriptEnabled: false, viewport: phone })
    await page.selectOption('[id=status-status]', 'closed')
    await page.fill('[id=status-from]', '2026-11-01')
    await page.fill('[id=status-note_sr]', 'Затворен ради провере.')
    await press(page, words.statusSave(v))
    await page.getByText(words.saved(v)).waitFor()
    await expectNoSidewaysScroll(page)
    for (const path of ['/sr/facilities/subotica', '/sr/facilities', '/sr/institutions/kirs']) {
      const shown = await visit(path, { viewport: phone })
      expect(await shown.locator('main').innerText()).toContain('новембра 2026')
      await expectAccessible(shown)
      await expectNoSidewaysScroll(shown)
    }
    await press(page, words.undo(v))
    await page.getByText(words.undone(v)).waitFor()
  })

  it('is told what somebody else changed meanwhile, and loses nothing she typed', async () => {
    const first = await coordinator(`${desk}/entries/institution/sk`)
    const second = await coordinator(`${desk}/entries/institution/sk`, { expected: ['409'] })
    await first.fill('[name=source]', 'S1')
    await press(first, words.save(v))
    await first.getByText(words.saved(v)).waitFor()
    await second.fill('[name=mandate_sr]', 'Укључују ученике, мој текст.')
    await press(second, words.save(v))
    await second.getByText(words.changedMeanwhileText(v)).waitFor()
    expect(await second.inputValue('[name=mandate_sr]')).toBe('Укључују ученике, мој текст.')
    expect(await second.locator('main').innerText()).toContain(words.historyIs(v, { text: 'S1' }))
    await expectAccessible(second)
    await press(second, words.save(v))
    await second.getByText(words.saved(v)).waitFor()
  })

  it('adds a unit; what is faulty stays in the form with the rule beside it; a mistake goes again', async () => {
    const page = await coordinator(`${desk}/entries/institution/new?parent=KA`, { expected: ['400', '404'] })
    await page.fill('[name=code]', 'ka')
    await page.fill('[name=name_sr]', 'Одсек за проверу')
    await page.selectOption('[name=kind]', 'local')
    await press(page, words.add(v))
    await page.locator('.error-summary').waitFor()
    expect(await page.inputValue('[name=name_sr]')).toBe('Одсек за проверу')
    await expectAccessible(page)
    await page.fill('[name=code]', 'KA-PROBA')
    await press(page, words.add(v))
    await page.getByText(words.saved(v)).waitFor()
    const shown = await visit('/sr/institutions/ka')
    expect(await shown.locator('main').innerText()).toContain('Одсек за проверу')
    await press(page, words.undo(v))
    await page.getByText(words.removedEntry(v)).waitFor()
    expect((await page.goto('/sr/institutions/ka-proba'))?.status()).toBe(404)
  })

  it('downloads a table, changes it in a spreadsheet, sees what would happen, and does it', async () => {
    const page = await coordinator(`${desk}/tables`, { expected: ['409'] })
    const [download] = await Promise.all([page.waitForEvent('download'), press(page, `${words.tableDownload(v)}: ${words.tableName(v, { table: 'post' })}`)])
    const text = await readFile(await download.path(), 'utf8')
    expect(text.startsWith('\ufeff"code";"name_sr"')).toBe(true)
    const bring = async (body: string) => {
      await page.selectOption('[name=table]', 'post')
      await page.setInputFiles('[name=file]', { name: 'posts.csv', mimeType: 'text/csv', buffer: Buffer.from(body) })
      await press(page, words.tableTry(v))
      await page.getByRole('heading', { name: words.tablePlanTitle(v) }).waitFor()
    }
    await bring(text.replace('"A1";"I"', '"A1 A99";"I"'))
    expect(await page.locator('main').innerText()).toContain(words.ruleUnknown(v, { field: words.fieldAreas(v) }))
    expect(await page.getByRole('button', { name: words.tableDo(v) }).count()).toBe(0)
    await bring(text.replace('Службеник за информације о земљама порекла', 'Службеник за податке о земљама порекла'))
    await expectAccessible(page)
    await press(page, words.tableDo(v))
    await page.getByText(words.tableDone(v, { count: 1 })).waitFor()
    const shown = await visit('/sr/posts/r02')
    expect(await shown.locator('h1').innerText()).toBe('Службеник за податке о земљама порекла')
    await page.goto(`${desk}/entries/post/r02`)
    await press(page, words.undo(v))
    await page.getByText(words.undone(v)).waitFor()
  })

  it('posts a person and names a focal point; the public learns only that there is one', async () => {
    const page = await coordinator(`${desk}/people`, { expected: ['400'] })
    const fill = async (login: string) => {
      await page.fill('[name=login]', login)
      await page.selectOption('[id=post-post]', 'R01')
      await page.selectOption('[id=post-place]', 'KA')
      await page.fill('[id=post-from]', '2026-01-01')
      await press(page, words.peopleAdd(v))
    }
    await fill('niko@primer.invalid')
    await page.locator('.error-summary').waitFor()
    await expectAccessible(page)
    await fill('marija@primer.invalid')
    await page.getByText(words.posted(v)).waitFor()
    expect(await page.locator('tbody').innerText()).toContain('Марија Пример')
    await expectAccessible(page)
    await page.goto(`${desk}/focal-points`)
    await page.fill('[name=login]', 'marija@primer.invalid')
    await page.selectOption('[name=place]', 'KA')
    await page.fill('[id=name-from]', '2026-01-01')
    await press(page, words.focalAdd(v))
    await page.getByText(words.focalNamed(v)).waitFor()
    await expectAccessible(page)
    const shown = await visit('/sr/institutions/ka')
    expect(await shown.locator('main').innerText()).toContain(words.contactMain(v))
    expect(await shown.locator('main').innerText()).not.toContain('Марија')
    await page.locator('input[type=date][aria-label]').first().fill('2026-02-01')
    await press(page, words.peopleEnd(v))
    await page.getByText(words.focalEnded(v)).waitFor()
    await shown.reload()
    expect(await shown.locator('main').innerText()).toContain(words.contactNone(v))
  })

  it('is the only one to see any of it: a learner meets a page that is not there', async () => {
    const page = await (await browserOf(await sessionOf('learner'), { expected: ['404'] })).newPage()
    for (const path of ['', '/entries/institution/kirs', '/people', '/focal-points', '/tables']) expect((await page.goto(desk + path))?.status()).toBe(404)
  })
})
