/** A first visit over slow 4G with a phone's processor: bytes, requests, and when the largest thing is seen (LCP). */
import { type Browser, type CDPSession, chromium } from 'playwright-core'
import { browserFlags, executablePath } from '../tests/support/chromium.ts'
import { median } from './processor.ts'
import { number, onServer, type RunningServer, signIn, table } from './rig.ts'

const pages = [
  ['home', '/sr'],
  ['course', '/sr/courses/C01'],
  ['unit', '/sr/courses/C01/1-1-medjunarodni-pojmovi'],
] as const

/** 1.6 Mbit/s, 150 ms, processor × 4: slow 4G as Lighthouse has it. */
const slow = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750 }

interface Visit {
  readonly script: number
  readonly bytes: number
  readonly requests: number
  readonly lcp: number
}

export function measureBrowser(visits = 5): Promise<string> {
  return onServer(async (server) => {
    const browser = await chromium.launch({ executablePath, args: [...browserFlags] })
    const cookie = await signIn(server, 'learner')
    try {
      const rows: (string | number)[][] = []
      for (const [name, path] of pages) {
        rows.push([name, ...(await row(browser, server, { path, visits }))])
        rows.push([`${name}, signed in`, ...(await row(browser, server, { path, visits, cookie }))])
      }
      return table(['first visit', 'JavaScript kB', 'all kB', 'requests', 'LCP s (median)', 'LCP s (all)'], rows)
    } finally {
      await browser.close()
    }
  })
}

async function row(browser: Browser, server: RunningServer, { path, visits, cookie }: { path: string; visits: number; cookie?: string }) {
  const seen: Visit[] = []
  await fetch(server.url + path)
  for (let number = 0; number < visits; number++) seen.push(await visit(browser, server.url + path, cookie))
  const of = (key: keyof Visit) => median(seen.map((one) => one[key]))
  const all = seen.map(({ lcp }) => number(lcp / 1000, 2)).join(' · ')
  return [number(of('script') / 1000, 1), number(of('bytes') / 1000, 1), of('requests'), number(of('lcp') / 1000, 2), all]
}

async function visit(browser: Browser, url: string, cookie?: string): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, serviceWorkers: 'block' })
  try {
    if (cookie !== undefined)
      await context.addCookies(cookie.split('; ').map((one) => ({ name: one.split('=')[0] ?? '', value: one.slice(one.indexOf('=') + 1), url })))
    const page = await context.newPage()
    const devtools = await context.newCDPSession(page)
    const counted = await count(devtools)
    await devtools.send('Network.emulateNetworkConditions', slow)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    await page.goto(url, { waitUntil: 'networkidle', timeout: 60_000 })
    return { ...counted(), lcp: await page.evaluate(largestPaint) }
  } finally {
    await context.close()
  }
}

/** Bytes as they travel, headers included. */
async function count(devtools: CDPSession): Promise<() => { script: number; bytes: number; requests: number }> {
  const types = new Map<string, string>()
  const sizes = new Map<string, number>()
  devtools.on('Network.responseReceived', ({ requestId, type, response }) => {
    if (/^https?:/.test(response.url)) types.set(requestId, type)
  })
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.set(requestId, encodedDataLength))
  await devtools.send('Network.enable')
  return () => {
    const all = [...types].map(([id, type]) => ({ type, size: sizes.get(id) ?? 0 }))
    const sum = (given: typeof all) => given.reduce((total, { size }) => total + size, 0)
    return { script: sum(all.filter(({ type }) => type === 'Script')), bytes: sum(all), requests: all.length }
  }
}

function largestPaint(): Promise<number> {
  return new Promise((give) => {
    new PerformanceObserver((list) => give(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({ type: 'largest-contentful-paint', buffered: true })
  })
}
