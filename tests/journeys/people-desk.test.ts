import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import * as words from '#texts/generated/people-desk.ts'
import { expectAccessible } from '../support/axe.ts'
import { desk, phone, type Visit, visit } from '../support/browser.ts'
import { letterTo } from '../support/mail.ts'
import { browserOf, newLearner, sessionOf } from '../support/people.ts'
import { expectNoSidewaysScroll, expectShape } from '../support/shape.ts'

const v = 'sr-Cyrl'
const once = randomBytes(4).toString('hex')
const password = 'dug put do sigurnog znanja'

async function adminAt(path: string, options: Visit = {}): Promise<Page> {
  const page = await (await browserOf(await sessionOf('admin'), options)).newPage()
  await page.goto(`/sr/admin/people${path}`)
  return page
}

/** After a refusal its summary stands before the heading, so that it is met first. */
async function looks(page: Page, { refused = false } = {}): Promise<void> {
  for (const size of [phone, desk]) {
    await page.setViewportSize(size)
    if (!refused) await expectShape(page, 'sr')
    await expectNoSidewaysScroll(page)
    await expectAccessible(page)
  }
}

const press = (page: Page, name: string) => page.getByRole('button', { name }).first().click()
const upload = (page: Page, table: string) => page.setInputFiles('[name=file]', { name: 'osobe.csv', mimeType: 'text/csv', buffer: Buffer.from(table) })

describe('The desk for people', () => {
  it.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('finds a person in another script, gives her a role and takes it away (%s)', async (_, javaScriptEnabled) => {
    const { userName } = await newLearner(`Џенана Ђурђевић ${once}`)
    const page = await adminAt('', { javaScriptEnabled })
    if (javaScriptEnabled) await looks(page)
    await page.fill('#people-query', `dzenana djurdjevic ${once}`)
    await press(page, words.findAct(v))
    await page
      .getByRole('link', { name: `Џенана Ђурђевић ${once}` })
      .first()
      .click()
    await page.getByRole('heading', { level: 1 }).waitFor()
    if (javaScriptEnabled) await looks(page)
    await page.selectOption('select[name=role]', 'trainer')
    await page.selectOption('select[name=scope]', 'MUP')
    await page.fill('[name=to]', '2030-12-31')
    await page.locator('form[action="?/give"] button[type=submit]').click()
    await page.getByText(words.doneRole(v)).waitFor()
    expect(await page.locator('table').innerText()).toContain('Министарство унутрашњих послова')
    await page.locator('form[action="?/take"] button').last().click()
    await page.getByText(words.doneTaken(v)).waitFor()
    expect(userName.length).toBeGreaterThan(3)
  })

  it('keeps what was typed when a role is refused', async () => {
    await newLearner(`Ана Датумска ${once}`)
    const page = await adminAt(`?q=datumska+${once}`, { expected: ['400'] })
    await page.getByRole('link', { name: `Ана Датумска ${once}` }).click()
    await page.selectOption('select[name=role]', 'mentor')
    await page.fill('[name=from]', '2030-12-31')
    await page.fill('[name=to]', '2030-01-01')
    await page.locator('form[action="?/give"] button[type=submit]').click()
    await page.getByText(words.daysTurned(v)).first().waitFor()
    expect(await page.inputValue('[name=from]')).toBe('2030-12-31')
    expect(await page.inputValue('select[name=role]')).toBe('mentor')
    await looks(page, { refused: true })
  })

  it('closes an account, opens it again, and prints a code for a lost password', async () => {
    const learner = await newLearner(`Петар Затворени ${once}`)
    const page = await adminAt(`?q=zatvoreni+${once}`)
    await page.getByRole('link', { name: `Петар Затворени ${once}` }).click()
    await press(page, words.close(v))
    await page.getByText(words.doneClosed(v)).waitFor()
    await looks(page)
    const hers = await (await browserOf(learner.session)).newPage()
    await hers.goto('/sr/me')
    expect(new URL(hers.url()).pathname).toBe('/sr/sign-in')
    await press(page, words.reopen(v))
    await page.getByText(words.doneReopened(v)).waitFor()
    await press(page, words.accessCode(v))
    await page.locator('strong.code').waitFor()
    await looks(page)
    await page.emulateMedia({ media: 'print' })
    expect(await page.locator('strong.code').isVisible()).toBe(true)
    expect(await page.locator('.code-slip ol[lang=en]').isVisible()).toBe(true)
  })

  it('does not let the last administrator close her own account', async () => {
    const page = await adminAt('?role=admin&state=active', { expected: ['409'] })
    await page.locator('table th a').first().click()
    await press(page, words.close(v))
    await page.getByText(words.lastAdmin(v)).first().waitFor()
    await looks(page, { refused: true })
  })

  it('invites by letter, and she enters with a password of her own', async () => {
    const email = `pozvana-${once}@primer.rs`
    const page = await adminAt('/invite')
    await looks(page)
    await page.fill('[name=name]', 'Марија Позвана')
    await page.fill('[name=email]', email)
    await press(page, words.inviteAct(v))
    await page.getByText(words.invitedTitle(v)).waitFor()
    await looks(page)
    const letter = await letterTo(email)
    const [, path = ''] = /https?:\/\/[^/\s]+(\/sr\/invited\?key=[\w-]+)/.exec(letter.text ?? '') ?? []
    expect(path).not.toBe('')
    const hers = await visit(path)
    await looks(hers)
    await hers.fill('[name=password]', password)
    await hers.locator('main form button').last().click()
    await hers.waitForURL((url) => url.pathname === '/sr/me')
  })

  it('invites without an e-mail by a code on paper; a wrong address is named', async () => {
    const page = await adminAt('/invite', { expected: ['400'] })
    await page.fill('[name=name]', `Јован Папирни ${once}`)
    await page.locator('form.form[method=post]').evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''))
    await page.fill('[name=email]', 'nije adresa')
    await press(page, words.inviteAct(v))
    await page.getByText(words.emailMalformed(v)).first().waitFor()
    await looks(page, { refused: true })
    await page.fill('[name=email]', '')
    await press(page, words.inviteAct(v))
    await page.locator('strong.code').waitFor()
    await looks(page)
  })
})

describe('Bringing in a table', () => {
  it.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ])('is checked, decided line by line, and done once (%s)', async (_, javaScriptEnabled) => {
    const mark = `${once}${javaScriptEnabled ? 'a' : 'b'}`
    await newLearner(`Ђорђе Увозни ${mark}`)
    const page = await adminAt('/import', { javaScriptEnabled, expected: ['400', '409'] })
    if (javaScriptEnabled) await looks(page)
    await upload(page, 'ime;lozinka\nАна;tajna')
    await press(page, words.importCheck(v))
    await page.getByText('lozinka').first().waitFor()
    if (javaScriptEnabled) await looks(page, { refused: true })
    await upload(page, `ime;eposta\n;bez-imena@primer.rs\n`)
    await press(page, words.importCheck(v))
    await page.getByText(words.ruleNameMissing(v)).waitFor()
    if (javaScriptEnabled) await looks(page)
    await page.getByRole('link', { name: words.dryAgain(v) }).click()
    await upload(page, `\ufeffime;eposta;institucija\nDjordje Uvozni ${mark};;MUP\nМилица Нова ${mark};;KIRS\n`)
    await press(page, words.importCheck(v))
    await page.getByRole('group', { name: `Djordje Uvozni ${mark}` }).waitFor()
    if (javaScriptEnabled) await looks(page)
    await page.locator('[name="line-2"]').first().check()
    await press(page, words.importDo(v))
    await page.getByRole('heading', { level: 1, name: words.importedTitle(v) }).waitFor()
    if (javaScriptEnabled) await looks(page)
    await press(page, words.importCodes(v))
    await page.locator('strong.code').waitFor()
    expect(await page.locator('.code-slip').innerText()).toContain(`Милица Нова ${mark}`)
  })

  it('offers a sample that is itself in order', async () => {
    const page = await adminAt('/import')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: words.importSample(v) }).click()])
    await page.setInputFiles('[name=file]', await download.path())
    await press(page, words.importCheck(v))
    await page.getByRole('button', { name: words.importDo(v) }).waitFor()
  })
})

describe('Two accounts of one person', () => {
  it('are compared, merged and taken apart again', async () => {
    const [one, other] = [await newLearner(`Мила Спојена ${once}`), await newLearner(`Mila Spojena ${once}`)]
    const page = await adminAt('/merge')
    await looks(page)
    await page.fill('#people-query', one.userName)
    await press(page, words.findAct(v))
    await page.getByRole('link', { name: 'Спојена' }).first().click()
    await page.getByText(words.mergeLikely(v)).waitFor()
    await looks(page)
    await page.getByRole('link', { name: 'Spojena' }).first().click()
    await page.getByRole('button', { name: words.mergeAct(v) }).waitFor()
    await looks(page)
    await press(page, words.mergeAct(v))
    await page.getByText(words.doneMerged(v)).waitFor()
    await looks(page)
    await page
      .getByRole('button', { name: words.undo(v) })
      .first()
      .click()
    await page.getByText(words.doneUndone(v)).waitFor()
    expect(other.userName).not.toBe(one.userName)
  })
})

describe('Whoever is no administrator', () => {
  it.each(['', '/invite', '/import', '/import/sample', '/merge', '/01900000-0000-7000-8000-000000000001'])('sees no page at %s', async (path) => {
    for (const role of ['learner', 'coordinator'] as const) {
      const page = await (await browserOf(await sessionOf(role), { expected: ['404'] })).newPage()
      expect((await page.goto(`/sr/admin/people${path}`))?.status()).toBe(404)
    }
  })
})
