/** Field tools: versioned checklists that run in the reader's browser and send nothing. */
export { toolDocuments } from './api/tool-documents.ts'
export { publishTool } from './commands/publish-tool.ts'
export type { ToolsFact } from './facts.ts'
export { migrations } from './migrations/index.ts'
export { personalData } from './personal-data.ts'
export { toolSearchTexts } from './queries/search-texts.ts'
export { type ToolCard, type ToolPage, toolPage, toolsPage } from './queries/tool-pages.ts'
export { allTools } from './store.ts'
