import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { helpPage } from '../domain/help-contents.ts'
import { proseOf } from '../prose.ts'
import { allPages, dropPage } from '../store.ts'
import { type ProseSource, publishPage } from './publish.ts'

/**
 * Help describes the program, so it comes and goes with it: what differs is published anew, what the program no longer has is taken away.
 * Says how many pages changed.
 */
export async function renewHelp(app: App, tx: Tx, sources: readonly ProseSource[]): Promise<number> {
  const kept = new Map((await allPages(tx)).filter(({ slug }) => slug.startsWith(helpPage(''))).map((page) => [page.slug, page]))
  let changed = 0
  for (const { slug, source, english } of sources) {
    const name = helpPage(slug)
    const before = kept.get(name)
    kept.delete(name)
    if (before && same(before, { slug: name, ...proseOf(source, english) })) continue
    await publishPage(app, tx, { slug: name, source, ...(english && { english }) })
    changed++
  }
  for (const slug of kept.keys()) await takeAway(app, tx, slug)
  return changed + kept.size
}

async function takeAway(app: App, tx: Tx, slug: string): Promise<void> {
  await dropPage(tx, slug)
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'site.page-published', body: { page: slug } }])
}

/** The database gives back the keys of an object in an order of its own. */
function same(one: unknown, other: unknown): boolean {
  return ordered(one) === ordered(JSON.parse(JSON.stringify(other)))
}

function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part,
  )
}
