import { expect, test } from 'vitest'
import { sitemap } from './sitemap.ts'

const origin = 'https://putokaz.test'

test('a page stands once in each variant, and each names all the others', () => {
  const xml = sitemap(origin, [{ path: '/laws/zapz', date: '2026-11-20' }])
  expect([...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address]) => address)).toEqual([
    `${origin}/sr/laws/zapz`,
    `${origin}/sr-latn/laws/zapz`,
    `${origin}/en/laws/zapz`,
  ])
  for (const [, entry] of xml.matchAll(/<url>(.*?)<\/url>/g)) {
    expect([...(entry ?? '').matchAll(/hreflang="([^"]+)"/g)].map(([, language]) => language)).toEqual(['sr-Cyrl', 'sr-Latn', 'en', 'x-default'])
    expect(entry).toContain('<lastmod>2026-11-20</lastmod>')
  }
})

test('the front page has no stroke at its end, and stands for everyone at the root', () => {
  const xml = sitemap(origin, [{ path: '/' }])
  expect(xml).toContain(`<loc>${origin}/sr</loc>`)
  expect(xml).toContain(`hreflang="x-default" href="${origin}/"`)
  expect(xml).not.toContain('lastmod')
})

test('addresses are written as XML and as addresses', () => {
  const xml = sitemap(origin, [{ path: '/news/шта-је?a=1&b=2' }])
  expect(xml).toContain(`<loc>${origin}/sr/news/%D1%88%D1%82%D0%B0-%D1%98%D0%B5?a=1&amp;b=2</loc>`)
})
