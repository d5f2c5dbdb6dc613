import type { Variant } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import * as kept from '#texts/generated/kept.ts'
import * as open from '#texts/generated/open.ts'
import * as site from '#texts/generated/site.ts'
import { address } from '#ui/address.ts'

/**
 * What a device is told of the app that it installs (W3C Web Application Manifest). Each variant is an app of its own, so that nobody's
 * icon changes its letters; all of them reach over the whole centre, so that another variant opens in the same window.
 */
export function appManifest(name: string, variant: Variant) {
  const start = address(variant, '/')
  const shortcut = (name: string, path: string) => ({ name, url: address(variant, path) })
  return {
    id: start,
    name,
    short_name: name.length <= 12 ? name : (name.split(' ')[0] ?? name),
    description: open.homeDescription(variant),
    lang: variant,
    dir: 'ltr',
    start_url: start,
    scope: '/',
    display: 'standalone',
    background_color: '#fcfcf8',
    theme_color: '#0b4346',
    categories: ['education', 'government'],
    icons: [
      { src: '/app/icon-192.png', sizes: '192x192', type: 'image/png', purpose: 'any' },
      { src: '/app/icon-512.png', sizes: '512x512', type: 'image/png', purpose: 'any' },
      { src: '/app/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      { src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' },
    ],
    screenshots: [
      screenshot('front-narrow', '720x1280', kept.shotFront(variant), variant),
      screenshot('unit-narrow', '720x1280', kept.shotUnit(variant), variant),
      screenshot('front-wide', '1280x720', kept.shotFront(variant), variant),
    ],
    shortcuts: [
      shortcut(site.navCourses(variant), '/courses'),
      shortcut(site.navLibrary(variant), '/library'),
      shortcut(site.myLearning(variant), '/me'),
      shortcut(site.search(variant), '/search'),
    ],
  }
}

function screenshot(picture: string, sizes: string, label: string, variant: Variant) {
  const form_factor = picture.endsWith('wide') ? 'wide' : 'narrow'
  return { src: `/app/${picture}.${prefixOf(variant)}.webp`, sizes, type: 'image/webp', form_factor, label }
}
