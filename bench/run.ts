/**
 * `npm run bench`: all measurements, or those named; `--minutes N` for how long memory is watched, `--statements N` for
 * how many the record store has when it is read. The tables are Markdown.
 */
import { parseArgs } from 'node:util'
import { machine } from './processor.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { minutes: { type: 'string', default: '2' }, statements: { type: 'string', default: '100000' } },
})

const parts: Readonly<Record<string, () => Promise<string>>> = {
  pages: async () => (await import('./pages.ts')).measurePages(),
  answers: async () => (await import('./answers.ts')).measureAnswers(),
  search: async () => (await import('./search.ts')).measureSearch(),
  pdf: async () => (await import('./pdf.ts')).measurePdf(),
  records: async () => (await import('./records.ts')).measureRecords({ statements: Number(values.statements) }),
  memory: async () => (await import('./memory.ts')).measureMemory(Number(values.minutes)),
  starts: async () => (await import('./starts.ts')).measureStarts(),
  browser: async () => (await import('./browser.ts')).measureBrowser(),
}

const unknown = positionals.filter((name) => !(name in parts))
if (unknown.length > 0) {
  process.stderr.write(`There is no measurement ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}\n`)
  process.exit(2)
}

for (const [name, measure] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue
  process.stderr.write(`${name} …\n`)
  process.stdout.write(`\n## ${name}\n\n${await measure()}\n\n${machine()}\n`)
}
