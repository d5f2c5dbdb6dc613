import { type FieldTool, toolBases } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import { acts } from '#modules/laws/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { type CitedAct, shownCard, shownTool, type ToolCard, type ToolPage } from '../domain/tool-page.ts'
import { allTools, toolBySlug } from '../store.ts'

/** All tools for a reader, in the order of their codes. */
export async function toolsPage(app: App, variant: Variant): Promise<ToolCard[]> {
  return (await allTools(app.db)).map((tool) => shownCard(tool, variant))
}

/** A tool for a reader; null when there is none of that address. */
export async function toolPage(app: App, slug: string, variant: Variant): Promise<ToolPage | null> {
  const tool = await toolBySlug(app.db, slug)
  if (!tool) return null
  const [cited, named] = await Promise.all([citedBy(app.db, tool), areas(app.db)])
  return shownTool({ tool, cited, areas: named }, variant)
}

/** The acts that a tool rests on. */
export async function citedBy(db: Db, tool: FieldTool): Promise<CitedAct[]> {
  const cited = new Set(toolBases(tool).flatMap(({ basis }) => basis.cites.map(({ act }) => act)))
  return (await acts(db)).filter(({ code }) => cited.has(code)).map(({ code, name, short }) => ({ code, name, short }))
}
