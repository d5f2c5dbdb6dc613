/** What pages say of a tool; on the server it comes from the database, on a device from what is kept there. */
import type { FieldTool } from '@putokaz/manuscript'
import type { Localized, Variant } from '#kernel/localized.ts'
import type { Area } from '#modules/areas/index.ts'
import { inWords, type ShownTool } from './field-tool.ts'
import { sayIn } from './said.ts'

/** A tool on the shelf: without its questions. */
export type ToolCover = Pick<FieldTool, 'slug' | 'code' | 'title' | 'summary' | 'version' | 'checked' | 'sample' | 'areas'>

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

/** An act that a tool rests on. */
export interface CitedAct {
  readonly code: string
  readonly name: Localized
  readonly short: Localized
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

export function coverOf({ slug, code, title, summary, version, checked, sample, areas }: FieldTool): ToolCover {
  return { slug, code, title, summary, version, checked, sample, areas }
}

export function shownCard({ slug, code, title, summary, version, checked, sample, areas }: ToolCover, variant: Variant): ToolCard {
  const say = sayIn(variant)
  return { slug, code, version, checked, sample, title: say(title), summary: say(summary), area: areas[0] ?? '' }
}

/** What a page of a tool is made of. */
export interface ToolParts {
  readonly tool: FieldTool
  readonly cited: readonly CitedAct[]
  readonly areas: readonly Pick<Area, 'code' | 'short'>[]
}

export function shownTool({ tool, cited, areas }: ToolParts, variant: Variant): ToolPage {
  const say = sayIn(variant)
  return {
    tool: inWords(tool, say),
    areas: areas.filter(({ code }) => tool.areas.includes(code)).map((area) => ({ code: area.code, text: say(area.short) })),
    acts: cited.map((act) => ({ code: act.code, name: say(act.name), short: say(act.short), href: `/laws/${act.code.toLowerCase()}` })),
  }
}
