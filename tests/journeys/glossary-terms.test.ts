import { describe, expect, it } from 'vitest'
import { desk, phone, visit } from '../support/browser.ts'

const unit = '/courses/C01/3-2-od-namere-do-zahteva'
const term = 'a.term[href$="#privremeni-staratelj"]'

describe.each([
  ['sr', 'Особа'],
  ['sr-latn', 'Osoba'],
  ['en', 'person'],
] as const)('a term in a text in /%s', (prefix, word) => {
  it('is explained beside the word, by the keyboard, and the reader stays where she is', async () => {
    const page = await visit(`/${prefix}${unit}`, { viewport: desk })
    await page.locator(term).scrollIntoViewIfNeeded()
    const place = () => page.evaluate(() => ({ path: location.pathname, hash: location.hash, scroll: scrollY }))
    const before = await place()
    await page.locator(term).focus()
    await page.keyboard.press('Enter')
    const note = page.locator('.term-note:popover-open')
    await note.waitFor()
    expect(await note.getAttribute('role')).toBe('dialog')
    expect((await note.innerText()).toLowerCase()).toContain(word.toLowerCase())
    expect(await place()).toEqual(before)
    await page.keyboard.press('Escape')
    await note.waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('term')
  })
})

it('a touch opens a note inside the window of a phone, and a touch beside it closes it', async () => {
  const page = await visit(`/sr${unit}`, { viewport: phone, hasTouch: true })
  await page.locator(term).tap()
  const note = page.locator('.term-note:popover-open')
  await note.waitFor()
  // It rises from the foot of the window.
  const isInside = async () => {
    const box = await note.boundingBox()
    return box !== null && box.x >= 0 && box.x + box.width <= phone.width && box.y + box.height <= phone.height
  }
  await expect.poll(isInside).toBe(true)
  await page.touchscreen.tap(phone.width / 2, 20)
  await note.waitFor({ state: 'hidden' })
})

it('without scripts a term leads to its entry in the glossary', async () => {
  const page = await visit(`/sr${unit}`, { javaScriptEnabled: false })
  await page.locator(term).click()
  await page.waitForURL(/\/sr\/glossary#privremeni-staratelj$/)
  expect(await page.locator('#privremeni-staratelj h3').innerText()).toContain('привремени старатељ')
})

it('on paper a term is plain words, and no note is printed', async () => {
  const page = await visit(`/sr${unit}`, { viewport: desk })
  await page.emulateMedia({ media: 'print' })
  expect(await page.locator(term).evaluate((one) => getComputedStyle(one).textDecorationLine)).toBe('none')
  expect(await page.locator('.term-note:visible').count()).toBe(0)
})

it('a checklist of a manual has a sheet of paper of its own', async () => {
  const page = await visit('/sr/library/manuals/prirucnik-prvi-kontakt/checklists', { viewport: desk })
  const sheets = await page.locator('section.sheet').count()
  expect(sheets).toBeGreaterThan(1)
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBe(sheets)
})
