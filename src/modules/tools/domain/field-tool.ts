import type { FieldTool, GatesTool, ScreeningTool } from '@putokaz/manuscript'

/** A tool whose texts are in one variant. */
export type ShownTool = FieldTool<string>
export type ShownScreening = ScreeningTool<string>
export type ShownGates = GatesTool<string>

const isLocalized = (value: object): value is Record<string, string> => 'sr-Cyrl' in value || 'en' in value

/** The tool with each of its texts chosen by `say`. */
export function inWords(tool: FieldTool, say: (text: Readonly<Record<string, string>>) => string): ShownTool {
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (value === null || typeof value !== 'object') return value
    if (isLocalized(value)) return say(value)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one)]))
  }
  return walk(tool) as ShownTool
}
