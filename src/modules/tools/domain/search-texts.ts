/** What search says of a tool: what it is for, and what it asks; on a device that keeps it too. */
import type { FieldTool } from '@putokaz/manuscript'
import type { Localized } from '#kernel/localized.ts'
import type { SearchText } from '#kernel/search-text.ts'

export function toolText(tool: FieldTool): SearchText {
  const { slug, title, areas, checked, sample } = tool
  return { kind: 'tool', id: slug, path: `/tools/${slug}`, title, body: joined([tool.summary, tool.audience, ...asked(tool)]), areas, date: checked, sample }
}

function asked(tool: FieldTool): Localized[] {
  if (tool.kind === 'gates') return tool.gates.flatMap(({ title, question }) => [title, question])
  return [...tool.categories.map(({ text }) => text), ...tool.groups.flatMap(({ title, indicators }) => [title, ...indicators.map(({ text }) => text)])]
}

function joined(texts: readonly Localized[]): Localized {
  const of = (variant: 'sr-Cyrl' | 'en') => texts.map((text) => text[variant] ?? '').join('. ')
  return { 'sr-Cyrl': of('sr-Cyrl'), en: of('en') }
}
