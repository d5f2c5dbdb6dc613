/** The page that tells of a field tool, out of what a device has kept; the tool itself is a document of its own. */
import type { Variant } from '#kernel/localized.ts'
import { shownTool } from '#modules/tools/domain/tool-page.ts'
import type { KeptTool } from '../contract.ts'

export function toolView(kept: KeptTool, variant: Variant) {
  return { page: shownTool(kept, variant) }
}
