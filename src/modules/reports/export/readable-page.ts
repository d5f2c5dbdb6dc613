import { formatDate } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import type { ExportedPart, TableProcessing } from '#platform/personal-data.ts'
import * as words from '#texts/generated/privacy.ts'
import { said } from '../queries/said.ts'
import type { Exported } from './exported.ts'

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}
h2{margin-top:2.5rem;border-bottom:1px solid #767676}section{overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.15rem 1rem;margin:0 0 1rem;padding:.5rem 0 .75rem;border-bottom:1px solid #ddd}
dt{font-weight:600}dd{margin:0}pre{white-space:pre-wrap;margin:0;font-size:.875rem}@media(max-width:32rem){dl{display:block}dd{margin-bottom:.4rem}}`

/** Everything in one page that opens in any browser without a network, in the script of its reader. */
export function readablePage({ variant: v, made, modules, centre, files }: Exported): string {
  const sections = modules.flatMap(({ tables, parts }) => parts.filter(({ rows }) => rows.length > 0).map((part) => sectionOf(part, tables, v)))
  const attached = files.map(({ name }) => `<li><a href="${escaped(name)}">${escaped(name)}</a></li>`).join('')
  return `<!doctype html>
<html lang="${v}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escaped(words.exportTitle(v))}</title><style>${style}</style></head><body><main>
<h1>${escaped(words.exportTitle(v))}</h1>
<p>${escaped(words.exportLead(v, { date: formatDate(made.toISOString().slice(0, 10), v, 'genitive'), address: centre }))}</p>
<p>${escaped(words.exportSecrets(v))}</p>
${attached === '' ? '' : `<h2>${escaped(words.exportFiles(v))}</h2><ul>${attached}</ul>`}
${sections.join('\n')}
</main></body></html>
`
}

function sectionOf({ table, rows }: ExportedPart, tables: readonly TableProcessing[], v: Variant): string {
  const processing = tables.find((one) => one.table === table)
  const why = processing && said('purpose', processing.purpose, v)
  const keep = processing && words.exportKept(v, { term: said('kept', processing.keptFor, v) })
  const lists = rows.map((row) => listOf(row, v)).join('\n')
  return `<section><h2>${escaped(said('table', table, v))}</h2>\n<p>${escaped([why, keep].filter(Boolean).join(' '))}</p>\n${lists}</section>`
}

function listOf(row: Readonly<Record<string, unknown>>, v: Variant): string {
  const told = Object.entries(row).filter(([, value]) => value !== null && value !== undefined && value !== '')
  return `<dl>${told.map(([name, value]) => `<dt>${escaped(said('field', name, v))}</dt><dd>${shown(value, v)}</dd>`).join('')}</dl>`
}

function shown(value: unknown, v: Variant): string {
  if (value instanceof Date) return escaped(`${formatDate(value.toISOString().slice(0, 10), v)}, ${value.toISOString().slice(11, 16)} UTC`)
  if (typeof value === 'boolean') return escaped(value ? words.yes(v) : words.no(v))
  if (Buffer.isBuffer(value)) return escaped(value.toString('hex'))
  if (typeof value === 'object') return `<pre>${escaped(JSON.stringify(value, null, 2))}</pre>`
  return escaped(String(value))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
