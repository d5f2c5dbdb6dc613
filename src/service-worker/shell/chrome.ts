/** The header and footer come with the kept document, made for `/on-device`; here they are made to fit the address. */
import type { Variant } from '#kernel/localized.ts'
import { sameInOther } from '#ui/address.ts'

/** The switch of variants leads to this same page, and the menu marks where one is. */
export function leadHere(page: ParentNode, here: URL): void {
  for (const link of page.querySelectorAll<HTMLAnchorElement>('.variants a')) link.href = sameInOther(here, link.hreflang as Variant)
  for (const link of page.querySelectorAll<HTMLAnchorElement>('.site-menu a')) {
    if (link.pathname === here.pathname) link.ariaCurrent = 'page'
    else if (here.pathname.startsWith(`${link.pathname}/`)) link.ariaCurrent = 'true'
  }
  const box = page.querySelector<HTMLInputElement>('.site-bar input[name=q]')
  if (box && here.pathname.endsWith('/search')) box.value = here.searchParams.get('q') ?? ''
}
