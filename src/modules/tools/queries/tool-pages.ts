import { toolBases } from '@putokaz/manuscript'
import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import { acts } from '#modules/laws/index.ts'
import type { App } from '#platform/app.ts'
import { inWords, type ShownTool } from '../domain/field-tool.ts'
import { allTools, toolBySlug } from '../store.ts'
import { sayIn } from './said.ts'

/** A tool in a list. */
export interface ToolCard {
  readonly slug: string
  readonly code: string
  readonly title: string
  readonly summary: string
  readonly version: string
  readonly checked: string
  readonly sample: boolean
  readonly area: string
}

export interface ToolPage {
  readonly tool: ShownTool
  readonly areas: readonly { code: string; text: string }[]
  /** The acts it cites, with their short names and addresses. */
  readonly acts: readonly ShownAct[]
}

interface ShownAct {
  readonly code: string
  readonly name: string
  readonly short: string
  readonly href: string
}

/** All tools for a reader, in the order of their codes. */
export async function toolsPage(app: App, variant: Variant): Promise<ToolCard[]> {
  const say = sayIn(variant)
  return (await allTools(app.db)).map((tool) => {
    const { slug, code, version, checked, sample } = tool
    return { slug, code, version, checked, sample, title: say(tool.title), summary: say(tool.summary), area: tool.areas[0] ?? '' }
  })
}

/** A tool for a reader; null when there is none of that address. */
export async function toolPage(app: App, slug: string, variant: Variant): Promise<ToolPage | null> {
  const tool = await toolBySlug(app.db, slug)
  if (!tool) return null
  const say = sayIn(variant)
  const cited = new Set(toolBases(tool).flatMap(({ basis }) => basis.cites.map(({ act }) => act)))
  const [known, named] = await Promise.all([acts(app.db), areas(app.db)])
  return {
    tool: inWords(tool, say),
    areas: named.filter(({ code }) => tool.areas.includes(code)).map((area) => ({ code: area.code, text: say(area.short) })),
    acts: known
      .filter(({ code }) => cited.has(code))
      .map((act) => ({ code: act.code, name: say(act.name), short: say(act.short), href: `/laws/${act.code.toLowerCase()}` })),
  }
}
