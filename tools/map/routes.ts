/** The pages, read from their folders, and who may see each, read from the code that refuses. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { PersonId } from '#kernel/id.ts'
import { type Deed, may } from '../../src/modules/people/domain/policy.ts'
import { roles } from '../../src/modules/people/domain/roles.ts'

export interface Route {
  readonly address: string
  readonly folder: string
  readonly who: string
}

const pages = /(^|\/)\+(page\.svelte|server\.ts)$/

export function readRoutes(root: string): Route[] {
  const top = join(root, 'src/routes')
  const files = readdirSync(top, { recursive: true, encoding: 'utf8' }).filter((path) => pages.test(path))
  const folders = [...new Set(files.map((path) => dirname(path)))]
  const routes = folders.map((folder) => ({ address: addressOf(folder), folder: `src/routes/${folder}`, who: whoSees(top, folder) }))
  return routes.toSorted((a, b) => (a.address < b.address ? -1 : 1))
}

/** Groups in round brackets are no part of an address; the variant is said once, above the table. */
function addressOf(folder: string): string {
  const parts = folder.split('/').filter((part) => !part.startsWith('(') && part !== '[variant=variant]' && part !== '.')
  return `${folder.includes('[variant=variant]') ? '' : '(no prefix) '}/${parts.join('/')}`
}

function whoSees(top: string, folder: string): string {
  const code = guards(top, folder)
  const deeds = [...code.matchAll(/\bmay\([^)]*?'([a-z-]+)'\)/g)].map((match) => match[1] as Deed)
  if (deeds.length > 0) return [...new Set(deeds)].map(rolesThatMay).join('; ')
  return /(!locals\.person\b|locals\.person === null|!event\.locals\.person\b|signedIn\()/.test(code) ? 'signed in' : 'everybody'
}

function rolesThatMay(deed: Deed): string {
  const able = roles.filter((role) => may({ id: '' as PersonId, displayName: '', displayNameLatin: '', roles: [role] }, deed))
  return `${able.join(', ')} (${deed})`
}

/** What runs on the server before this page is shown: its own file and the layouts above it. */
function guards(top: string, folder: string): string {
  const parts = folder.split('/')
  const layouts = parts.map((_, count) => join(top, ...parts.slice(0, count + 1), '+layout.server.ts'))
  const own = ['+page.server.ts', '+server.ts'].map((file) => join(top, folder, file))
  return [...layouts, ...own]
    .filter((path) => existsSync(path))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n')
}
