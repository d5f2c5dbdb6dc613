/** `node tools/new-module.ts <name> <floor>` makes src/modules/<name>; floor is 0 to 4, or beside. */
import { resolve } from 'node:path'
import { createModule } from './new-module/create-module.ts'

const reasons = {
  name: 'A name is one English word in small letters, three to twenty of them.',
  floor: 'The floor is 0 (ground), 1 (purpose), 2 (content), 3 (delivery), 4 (proof) or beside.',
  taken: 'There is a module of that name.',
  'other-floor': 'The rules in .dependency-cruiser.mjs expect a module of that name on another floor.',
} as const

const [name = '', floor = ''] = process.argv.slice(2)
const root = resolve(import.meta.dirname, '..')
const outcome = createModule(root, name, floor)

if ('refusal' in outcome) {
  process.stderr.write(`${reasons[outcome.refusal]}\nnode tools/new-module.ts <name> <floor>\n`)
  process.exitCode = 2
} else {
  for (const file of outcome.files) process.stdout.write(`made  ${file.slice(root.length + 1)}\n`)
  process.stdout.write('\nAdd by hand:\n')
  for (const { file, line } of outcome.byHand) process.stdout.write(`  ${file.padEnd(24)} ${line}\n`)
  process.stdout.write(`\nThen: npm run map, and npx vitest run src/modules/${name}\n`)
}
