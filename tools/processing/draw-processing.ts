/** The register of processing as a document, from what the modules declare. */
import { type RegisterEntry, registerOf, said } from '#modules/reports/index.ts'
import { allPersonalData } from '../../src/personal-data.ts'

const head = `# Register of processing

Generated from what each module declares of its tables (\`src/modules/*/personal-data.ts\`) by \`npm run processing\`; do not edit.
A test compares the declarations with the tables that are really there: no column can appear without being classified here.
The same register is in the program, in Serbian too, at \`/admin/privacy/register\`.

Kinds of data: *name*, *e-mail and login*, *sign-in secret* (kept so that it can't be read back), *work and roles*, *learning*,
*free words*, *time and trace*, *number* (a random id or hash that points at a person or at a thing of hers).
`

export function drawProcessing(): string {
  const entries = registerOf(allPersonalData)
  const about = entries.filter(({ kinds }) => kinds.length > 0)
  const rest = entries.filter(({ kinds }) => kinds.length === 0)
  const modules = [...new Set(about.map(({ module }) => module))]
  const sections = modules.map((module) =>
    sectionOf(
      module,
      about.filter((entry) => entry.module === module),
    ),
  )
  const others = rest.map(({ table }) => `\`${table}\``).join(', ')
  return `${head}\n${sections.join('\n')}\n## Tables without personal data\n\n${others}\n`
}

function sectionOf(module: string, entries: readonly RegisterEntry[]): string {
  return `## ${module}\n\n${entries.map(entryOf).join('\n')}`
}

function entryOf({ table, purpose, basis, keptFor, columns }: RegisterEntry): string {
  const kinds = Map.groupBy(Object.entries(columns), ([, kind]) => kind)
  const lines = [...kinds]
    .filter(([kind]) => kind !== 'none')
    .map(([kind, of]) => `- ${said('kind', kind, 'en')}: ${of.map(([name]) => `\`${name}\``).join(', ')}`)
  const facts = `Basis: ${said('basis', basis, 'en')}. Kept: ${said('kept', keptFor, 'en')}.`
  return `### ${table}\n\n${said('purpose', purpose, 'en')} ${facts}\n\n${lines.join('\n')}\n`
}
