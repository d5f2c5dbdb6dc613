import type { Variant } from '#kernel/localized.ts'
import type { OwnSession } from '#modules/people/index.ts'
import * as words from '#texts/generated/security.ts'

/** Names of products are the same in every script. */
const browsers = { firefox: 'Firefox', edge: 'Edge', opera: 'Opera', samsung: 'Samsung Internet', chrome: 'Chrome', safari: 'Safari' } as const
const systems = { android: 'Android', windows: 'Windows', mac: 'macOS', linux: 'Linux' } as const

export function deviceWords({ browser, system }: Pick<OwnSession, 'browser' | 'system'>, variant: Variant): string {
  return words.deviceOn(variant, {
    browser: browser === 'other' ? words.browserOther(variant) : browsers[browser],
    system: system === 'other' ? words.systemOther(variant) : system === 'iphone' ? words.systemIphone(variant) : systems[system],
  })
}
