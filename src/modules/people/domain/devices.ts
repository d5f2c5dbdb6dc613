/** What a person is shown of where she is signed in: enough to know her own devices again, and no more. */
import { networkOf } from '#kernel/network.ts'

export type Browser = 'firefox' | 'edge' | 'opera' | 'samsung' | 'chrome' | 'safari' | 'other'
export type System = 'android' | 'iphone' | 'windows' | 'mac' | 'linux' | 'other'

// Each names itself after those it wants to be taken for, so the most particular name is asked first.
const browsers: readonly [Browser, RegExp][] = [
  ['edge', /\bEdg(e|A|iOS)?\//],
  ['opera', /\bOPR\//],
  ['samsung', /\bSamsungBrowser\//],
  ['firefox', /\b(Firefox|FxiOS)\//],
  ['chrome', /\b(Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ['safari', /\bSafari\//],
]
const systems: readonly [System, RegExp][] = [
  ['android', /\bAndroid\b/],
  ['iphone', /\b(iPhone|iPad|iPod)\b/],
  ['windows', /\bWindows\b/],
  ['mac', /\bMac OS X\b|\bMacintosh\b/],
  ['linux', /\bLinux\b|\bX11\b/],
]

export function deviceOf(userAgent: string): { browser: Browser; system: System } {
  const named = <Name>(list: readonly [Name, RegExp][]) => list.find(([, sign]) => sign.test(userAgent))?.[0]
  return { browser: named(browsers) ?? 'other', system: named(systems) ?? 'other' }
}

/** At most as much of it as tells browsers apart, on one line. */
export function shortUserAgent(userAgent: string): string {
  return userAgent.replaceAll(/\P{ASCII}|\p{Cc}/gu, '').slice(0, 250)
}

/** The network of an address, shortened so that it does not lead to one household: 24 bits of IPv4, 48 of IPv6. */
export function shortNetwork(address: string): string {
  const network = networkOf(address)
  if (!network.includes(':')) return network.replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1.0/24')
  const [head = ''] = network.split('::')
  return `${head.split(':').slice(0, 3).join(':')}::/48`
}
