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
  const parts = folder.split('/')
  const layouts = parts.map((_, count) => join(top, ...parts.slice(0, count + 1), '+layout.server.ts'))
  const own = ['+page.server.ts', '+server.ts'].map((file) => join(top, folder, file))
  const files = [...layouts, ...own].filter((path) => existsSync(path)).map(readGuards)
  const sees = rights(files.map(({ load }) => load).join('\n'))
  const acts = rights(files.map(({ actions }) => actions).join('\n'))
  return acts === 'everybody' || acts === sees ? sees : `${sees}; to act: ${acts}`
}

/** Only what stands in an `if` guards a page; a right that is asked to show a link does not. */
function rights(code: string): string {
  const deeds = [...code.matchAll(/\bif \([^\n]*?\bmay\([^)]*?'([a-z-]+)'\)/g)].map((match) => match[1] as Deed)
  return deeds.length > 0 ? [...new Set(deeds)].map(rolesThatMay).join('; ') : 'everybody'
}

function rolesThatMay(deed: Deed): string {
  const able = roles.filter((role) =>
    may({ id: '' as PersonId, displayName: '', displayNameLatin: '', roles: [role], grants: [{ role, scope: '' }], withheld: [] }, deed),
  )
  return `${able.length === roles.length ? 'signed in' : able.join(', ')} (${deed})`
}

/** The code that runs before a page is shown, and before a form of it acts. */
function readGuards(path: string): { load: string; actions: string } {
  const text = readFileSync(path, 'utf8')
  const at = text.indexOf('export const actions')
  const [load, actions] = at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at)]
  const given = (code: string) => withHelpers(code, importsOf(text, path))
  return { load: given(load), actions: given(actions) }
}

interface Helper {
  readonly name: string
  readonly path: string
}

/** Functions of neighbouring files. */
function importsOf(text: string, path: string): Helper[] {
  return [...text.matchAll(/import \{([^}]+)\} from '(\.[^']+\.ts)'/g)].flatMap(([, names = '', file = '']) =>
    names.split(',').map((name) => ({ name: name.trim(), path: join(dirname(path), file) })),
  )
}

/** The code, and behind it what it calls of its neighbours, and they of theirs. */
function withHelpers(code: string, helpers: readonly Helper[]): string {
  const called = helpers.filter(({ name }) => code.includes(`${name}(`))
  const behind = [...new Set(called.map(({ path }) => path))].map((path) => {
    const text = readFileSync(path, 'utf8')
    return withHelpers(text, importsOf(text, path))
  })
  return [code, ...behind].join('\n')
}
