import { describe, expect, it } from 'vitest'
import { expectAccessible } from '../support/axe.ts'
import { desk, phone } from '../support/browser.ts'
import { letterTo } from '../support/mail.ts'
import { browserOf, sessionOf } from '../support/people.ts'
import { jpeg } from '../support/pictures.ts'

const refused = { expected: ['status of 400', /^400 /] }
const admin = async () => browserOf(await sessionOf('admin'), { viewport: desk, ...refused })

describe('An administrator', () => {
  it('names the centre, is kept from a colour that nobody could read, takes the one that was offered, and goes back', async () => {
    const page = await (await admin()).newPage()
    await page.goto('/sr/admin/settings/name')
    await expectAccessible(page)
    await page.fill('[name=nameCyrillic]', 'Центар Пример')
    await page.click('main form .main')
    await page.waitForURL(/outcome=saved/)
    expect(await page.locator('header .wordmark').innerText()).toBe('Центар Пример')
    expect(await page.title()).toContain('Центар Пример')
    await page.goto('/sr-latn/about')
    expect(await page.title()).toContain('Centar Primer')

    await page.goto('/sr/admin/settings/look')
    await page.fill('[name=accent]', '#ffc233')
    await page.click('form[action*=save] button')
    const fault = page.locator('#accent-fault')
    await expect.poll(() => fault.innerText()).toMatch(/1,24/)
    await expectAccessible(page)
    expect(await page.inputValue('[name=accent]')).toBe('#ffc233')
    const [suggestion = ''] = /#[0-9a-f]{6}/.exec(await fault.innerText()) ?? []
    await page.fill('[name=accent]', suggestion)
    await page.click('form[action*=save] button')
    await page.waitForURL(/outcome=saved/)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const path of ['/sr', '/sr/courses', '/sr/admin/settings']) {
        await page.goto(path)
        await expectAccessible(page)
      }
    }
    await page.emulateMedia({ colorScheme: 'light' })
    const band = await page.locator('.site-header').evaluate((header) => getComputedStyle(header).backgroundColor)
    expect(band).toBe(`rgb(${[1, 3, 5].map((at) => Number.parseInt(suggestion.slice(at, at + 2), 16)).join(', ')})`)

    await page.goto('/sr/admin/settings/history')
    await expectAccessible(page)
    await page.click('section:last-of-type form button')
    await page.waitForURL(/outcome=restored/)
    expect(await page.locator('header .wordmark').innerText()).toBe('Путоказ')
  })

  it('sets a logo, and takes it away', async () => {
    const page = await (await admin()).newPage()
    await page.goto('/sr/admin/settings/look')
    await page.setInputFiles('[name=logo]', { name: 'znak.html', mimeType: 'text/html', buffer: Buffer.from('<script>1</script>') })
    await page.click('form[action*="?/logo"] button')
    await expect.poll(() => page.locator('#logo-fault').innerText()).toContain('PNG')
    await page.setInputFiles('[name=logo]', { name: 'znak.jpg', mimeType: 'image/jpeg', buffer: jpeg })
    await page.click('form[action*="?/logo"] button')
    await page.waitForURL(/outcome=saved/)
    const logo = page.locator('header .wordmark img')
    await expect.poll(() => logo.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(40)
    await page.setViewportSize(phone)
    await expectAccessible(page)
    await page.goto('/sr/admin/settings/look')
    await page.click('form[action*=removeLogo] button')
    await page.waitForURL(/outcome=saved/)
    expect(await logo.count()).toBe(0)
  })

  it('offers fewer variants: the others lead to the first, and nobody is lost', async () => {
    const page = await (await admin()).newPage()
    await page.goto('/sr/admin/settings/languages')
    await page.uncheck('[value=en]')
    await page.click('main form .main')
    await page.waitForURL(/outcome=saved/)
    expect(await page.locator('header .variants a').count()).toBe(2)
    await page.goto('/en/courses?area=a1')
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/sr/courses?area=a1')
    await page.goto('/sr/admin/settings/languages')
    await page.check('[value=en]')
    await page.click('main form .main')
    await page.waitForURL(/outcome=saved/)
    expect((await page.goto('/en/courses'))?.url()).toContain('/en/courses')
  })

  it('sends herself a letter, finds it in the outbox, and opens a masked address knowingly', async () => {
    const page = await (await admin()).newPage()
    await page.goto('/sr/admin/mail')
    await expectAccessible(page)
    await page.click('form[action*=trial] button')
    await page.waitForURL(/outcome=trial/)
    expect((await letterTo('petar@primer.invalid')).html).toContain('lang="sr-Cyrl"')
    await expect
      .poll(async () => {
        await page.goto('/sr/admin/mail?kind=trial&state=sent')
        return page.locator('tbody tr').count()
      })
      .toBeGreaterThan(0)
    expect(await page.locator('tbody').innerText()).toContain('p•••@primer.invalid')
    await page.click('tbody a')
    await page.waitForURL(/\/admin\/mail\/[0-9a-f-]{36}$/)
    expect(await page.locator('main').innerText()).not.toContain('petar@')
    await page.click('button[formaction*=openAddress]')
    await expect.poll(() => page.locator('main').innerText()).toContain('petar@primer.invalid')
    for (const viewport of [desk, phone]) {
      await page.setViewportSize(viewport)
      await expectAccessible(page)
    }
  })
})
