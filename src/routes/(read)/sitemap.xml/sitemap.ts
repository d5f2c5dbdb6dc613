import { variants } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'

/** A public page without its prefix, and the day it was published or checked last. */
export interface PublicPage {
  readonly path: string
  readonly date?: string
}

/** A sitemap (sitemaps.org 0.9) in which every page stands in all its variants, each naming the others. */
export function sitemap(origin: string, pages: readonly PublicPage[]): string {
  const entries = pages.flatMap(({ path, date }) => {
    const rest = path === '/' ? '' : path
    const links = variants.map((variant) => [variant, `${origin}/${prefixOf(variant)}${rest}`] as const)
    const others = [...links, ['x-default', `${origin}${path}`] as const]
      .map(([language, href]) => `<xhtml:link rel="alternate" hreflang="${language}" href="${escaped(href)}"/>`)
      .join('')
    return links.map(([, href]) => `<url><loc>${escaped(href)}</loc>${date === undefined ? '' : `<lastmod>${date}</lastmod>`}${others}</url>`)
  })
  const head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
  return `${head}\n${entries.join('\n')}\n</urlset>\n`
}

function escaped(address: string): string {
  return encodeURI(decodeURI(address)).replaceAll('&', '&amp;').replaceAll("'", '&apos;')
}
