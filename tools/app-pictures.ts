/**
 * `npm run app-pictures` makes what a device shows of the installed app: icons out of `static/icon.svg`, and pictures of the front page and
 * of a unit on a sample centre, for each variant, in `static/app/`.
 */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { browserFlags, executablePath } from '../tests/support/chromium.ts'
import { startServer } from '../tests/support/server.ts'
import { compact, pixelsOf, prepareCodecs } from './help-pictures/compact.ts'

const root = resolve(import.meta.dirname, '..')
const folder = join(root, 'static/app')
const mostBytes = 60 * 1024
/** `share` of the side is the icon, on its own colour: devices cut maskable icons round, and corners off those for a home screen. */
const icons = [
  { name: 'icon-192', side: 192, share: 1 },
  { name: 'icon-512', side: 512, share: 1 },
  { name: 'icon-maskable-512', side: 512, share: 0.72 },
  { name: 'icon-touch-180', side: 180, share: 0.86 },
] as const
const prefixes = ['sr', 'sr-latn', 'en'] as const
const shots = [
  { name: 'front-narrow', path: '', width: 360, height: 640, scale: 2 },
  { name: 'unit-narrow', path: '/courses/C01/1-1-medjunarodni-pojmovi', width: 360, height: 640, scale: 2 },
  { name: 'front-wide', path: '', width: 1280, height: 720, scale: 1 },
] as const

await prepareCodecs()
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
const browser = await chromium.launch({
  executablePath,
  args: [...browserFlags],
})
try {
  await makeIcons(browser)
  const server = await startServer({ port: Number(process.env['PORT'] ?? 4898) })
  await takeShots(browser, server.url).finally(() => server.stop())
} finally {
  await browser.close()
}

async function makeIcons(browser: Browser): Promise<void> {
  const svg = await readFile(join(root, 'static/icon.svg'), 'utf8')
  const [, colour = ''] = /<rect [^>]*fill="(#\w+)"/.exec(svg) ?? []
  const page = await browser.newPage()
  for (const { name, side, share } of icons) {
    await page.setViewportSize({ width: side, height: side })
    const background = share === 1 ? 'transparent' : colour
    await page.setContent(
      `<style>body{margin:0;height:100vh;display:grid;place-items:center;background:${background}}svg{width:${share * 100}vw}</style>${svg}`,
    )
    await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true })
  }
  await page.close()
}

async function takeShots(browser: Browser, baseURL: string): Promise<void> {
  for (const { name, path, width, height, scale } of shots) {
    const context = await browser.newContext({ baseURL, viewport: { width, height }, deviceScaleFactor: scale, colorScheme: 'light', reducedMotion: 'reduce' })
    const page = await context.newPage()
    for (const prefix of prefixes) {
      await page.goto(`/${prefix}${path}`)
      await page.evaluate(() => document.fonts.ready)
      const pixels = await pixelsOf(await page.screenshot())
      await writeFile(join(folder, `${name}.${prefix}.webp`), await compact(pixels, mostBytes, name))
    }
    await context.close()
  }
}
