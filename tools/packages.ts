/** `node tools/packages.ts` writes docs/packages.csv: every package of the tree, for a person to read in the review of a change. */
import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { listPackages, writtenList } from './packages/list-packages.ts'

const root = resolve(import.meta.dirname, '..')
writeFileSync(join(root, 'docs/packages.csv'), writtenList(listPackages(root)))
