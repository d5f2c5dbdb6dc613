/** What the device keeps of the program itself: the documents it draws in, and every file they need. */
import type { Variant } from '#kernel/localized.ts'
import { prefixOf, variantOfPrefix } from '#kernel/variant-address.ts'
import { files, version } from './build.ts'

const cacheName = `putokaz-shell-${version}`
/** Not of one edition: which variant was read last, and when the documents were looked at. */
const memory = 'putokaz-shell-memory'
const variants: readonly Variant[] = ['sr-Cyrl', 'sr-Latn', 'en']

const documentAddress = (variant: Variant) => `/${prefixOf(variant)}/on-device`

/** Without cookies: what is kept was made for nobody. */
async function fetchForNobody(address: string): Promise<Response | undefined> {
  const answer = await fetch(address, { credentials: 'omit', cache: 'no-cache' })
  return answer.ok && !answer.redirected ? answer : undefined
}

/** Style sheets, scripts and pictures that a document names, on this origin or on the content host. */
function namedIn(html: string): string[] {
  const tags = html.split('<').flatMap((part) => (/^(?:link|script|img)\b/.test(part) ? [part.slice(0, part.indexOf('>'))] : []))
  return tags.flatMap((tag) => {
    const isNoFile = tag.startsWith('link') && !/rel="(?:stylesheet|icon|modulepreload|preload)"/.test(tag)
    const [, address] = /\b(?:href|src)="([^"]{1,2000})"/.exec(tag) ?? []
    return isNoFile || address === undefined ? [] : [address.replaceAll('&amp;', '&')]
  })
}

/** Keeps everything of this edition, or fails as a whole: half a shell draws nothing. */
export async function keepShell(): Promise<void> {
  const cache = await caches.open(cacheName)
  const named = await Promise.all(variants.map((variant) => keepDocument(cache, variant, true)))
  if (named.every((one) => one === undefined)) throw new Error('no document to draw in')
  const addresses = new Set([...files, ...named.flatMap((one) => one ?? [])])
  await Promise.all([...addresses].map((address) => keepFile(cache, address, files.includes(address))))
}

/** The addresses it names; undefined where the centre does not offer the variant. */
async function keepDocument(cache: Cache, variant: Variant, isNew: boolean): Promise<string[] | undefined> {
  const answer = await fetchForNobody(documentAddress(variant))
  if (!answer) return undefined
  const html = await answer.clone().text()
  // After an upgrade of the server its document wants other scripts than this edition has.
  if (!isNew && !files.filter((file) => file.endsWith('.js')).some((file) => html.includes(`"${file}"`))) return undefined
  await cache.put(documentAddress(variant), answer)
  return namedIn(html)
}

async function keepFile(cache: Cache, address: string, isNeeded: boolean): Promise<void> {
  if (await cache.match(address)) return
  const answer = await fetchForNobody(address).catch((fault: unknown) => {
    if (isNeeded) throw fault
    return undefined
  })
  if (answer) await cache.put(address, answer)
  else if (isNeeded) throw new Error(`not kept: ${address}`)
}

const refreshAfter = 3_600_000

/** The name, look and variants of the centre may change without a new edition: its documents are looked at once an hour. */
export async function refreshShell(now: number): Promise<boolean> {
  const memo = await caches.open(memory)
  const looked = Number(await (await memo.match('/-/looked'))?.text())
  if (now - looked < refreshAfter) return false
  await memo.put('/-/looked', new Response(String(now)))
  const cache = await caches.open(cacheName)
  const named = await Promise.all(variants.map((variant) => keepDocument(cache, variant, false)))
  await Promise.all(named.flatMap((one) => one ?? []).map((address) => keepFile(cache, address, false)))
  return true
}

export async function shellDocument(variant: Variant): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(documentAddress(variant))
}

/** A file of this edition. */
export async function shellFile(request: Request): Promise<Response | undefined> {
  return (await caches.open(cacheName)).match(request, { ignoreVary: true })
}

/** Editions before this one are of no use once it works; what people kept and did lies elsewhere. */
export async function forgetOldShells(): Promise<void> {
  const old = (await caches.keys()).filter((name) => name.startsWith('putokaz-shell-') && name !== cacheName && name !== memory)
  await Promise.all(old.map((name) => caches.delete(name)))
}

export async function noteVariant(pathname: string): Promise<void> {
  const prefix = pathname.split('/')[1] ?? ''
  if (variantOfPrefix(prefix)) await (await caches.open(memory)).put('/-/variant', new Response(prefix))
}

export async function lastPrefix(): Promise<string> {
  return (await (await (await caches.open(memory)).match('/-/variant'))?.text()) ?? 'sr'
}
