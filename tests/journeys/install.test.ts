/** The centre as an app on a device: what the browser itself says of it. */
import { describe, expect, inject, test } from 'vitest'
import { langOf, type Prefix, prefixes, visitor } from '../support/browser.ts'

interface Manifest {
  readonly id: string
  readonly name: string
  readonly lang: string
  readonly start_url: string
  readonly icons: readonly Picture[]
  readonly screenshots: readonly (Picture & { readonly form_factor: string; readonly label: string })[]
  readonly shortcuts: readonly { readonly name: string; readonly url: string }[]
}
interface Picture {
  readonly src: string
  readonly sizes: string
  readonly type: string
}

const centre = inject('centre')
const manifestOf = async (prefix: Prefix) => (await (await fetch(`${centre.url}/${prefix}/manifest.webmanifest`)).json()) as Manifest

describe.each(prefixes)('In the variant %s', (prefix) => {
  test('the browser finds nothing that stands in the way of installing', async () => {
    const context = await visitor({ serviceWorkers: 'allow' })
    const page = await context.newPage()
    await page.goto(`/${prefix}`)
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
    const line = await context.newCDPSession(page)
    const { url, errors, data } = await line.send('Page.getAppManifest')
    expect(new URL(url).pathname).toBe(`/${prefix}/manifest.webmanifest`)
    expect(errors).toEqual([])
    expect((JSON.parse(data ?? '{}') as Manifest).lang).toBe(langOf[prefix])
    const { installabilityErrors } = await line.send('Page.getInstallabilityErrors')
    // A window of a browser without a profile of its own can install nothing, whatever the page is.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
  })

  test('icons and pictures are there in the size that is said, and shortcuts lead to pages in the same letters', async () => {
    const { icons, screenshots, shortcuts, start_url, id } = await manifestOf(prefix)
    expect([start_url, id]).toEqual([`/${prefix}`, `/${prefix}`])
    const page = await (await visitor()).newPage()
    await page.goto(`/${prefix}`)
    for (const { src, sizes } of [...icons, ...screenshots].filter(({ sizes }) => sizes !== 'any')) {
      const size = await page.evaluate(async (address) => {
        const picture = new Image()
        picture.src = address
        await picture.decode()
        return `${picture.naturalWidth}x${picture.naturalHeight}`
      }, src)
      expect([src, size]).toEqual([src, sizes])
    }
    expect(screenshots.map(({ form_factor }) => form_factor)).toEqual(expect.arrayContaining(['narrow', 'wide']))
    for (const { url, name } of shortcuts) {
      expect(name).not.toBe('')
      const answer = await page.goto(url)
      expect([url, answer?.status()]).toEqual([url, 200])
      expect(await page.locator('html').getAttribute('lang')).toBe(langOf[prefix])
    }
  })
})
