import type { FieldTool } from '@putokaz/manuscript'
import type { CitedAct } from './tool-page.ts'

/** A version of a tool as a device keeps it for the page that tells of it; the tool itself is kept as the document that it is. */
export interface KeptToolText {
  readonly tool: FieldTool
}

/** What stands beside the version and may change while it stays. */
export interface KeptToolBeside {
  readonly cited: readonly CitedAct[]
}

/** An answer that a device gives instead of the server, at its own address, with the headers of `toolHeaders`. */
export interface KeptAnswer {
  readonly opens: string
  readonly body: string
}
