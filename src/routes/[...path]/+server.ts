import { error, redirect } from '@sveltejs/kit'
import { preferredVariant, prefixOf, variantOfPrefix } from '#kernel/variant-address.ts'
import type { RequestHandler } from './$types'

/** An address without a prefix leads to the same page in the reader's script and language. */
export const GET: RequestHandler = ({ url, cookies, request }) => {
  if (variantOfPrefix(url.pathname.split('/')[1] ?? '')) error(404)
  const variant = preferredVariant(cookies.get('variant'), request.headers.get('accept-language') ?? undefined)
  redirect(307, `/${prefixOf(variant)}${url.pathname === '/' ? '' : url.pathname}${url.search}`)
}
