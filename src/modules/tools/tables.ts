import type { FieldTool } from '@putokaz/manuscript'

export interface ToolsTables {
  /** One row a tool; its versions stay beside each other. */
  tool: { slug: string; current: string; position: number }
  /** A version. Its content never changes. */
  tool_version: { id: string; slug: string; version: string; content: FieldTool; sample: boolean; published_at: Date }
}
