/** The pages, read from their folders, and who reaches each, from the table that the access matrix tests. */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { access } from '../../tests/security/matrix/access.ts'
import { whoReaches } from '../rights/draw-rights.ts'

export interface Route {
  readonly address: string
  readonly folder: string
  readonly who: string
}

const pages = /(^|\/)\+(page@?\.svelte|server\.ts)$/

export function readRoutes(root: string): Route[] {
  const files = readdirSync(join(root, 'src/routes'), { recursive: true, encoding: 'utf8' }).filter((path) => pages.test(path))
  const folders = [...new Set(files.map((path) => dirname(path)))]
  const routes = folders.map((folder) => ({ address: addressOf(folder), folder: `src/routes/${folder}`, who: whoSees(folder) }))
  return routes.toSorted((a, b) => (a.address < b.address ? -1 : 1))
}

/** Groups in round brackets are no part of an address. */
function placeOf(folder: string): string {
  const parts = folder.split('/').filter((part) => !part.startsWith('(') && part !== '[variant=variant]' && part !== '.')
  return `/${parts.join('/')}`
}

/** The variant is said once, above the table. */
function addressOf(folder: string): string {
  return `${folder.includes('[variant=variant]') ? '' : '(no prefix) '}${placeOf(folder)}`
}

/** Who is shown it, and who may act there when that is somebody else. */
function whoSees(folder: string): string {
  const place = placeOf(folder).replace(/=\w+\]/g, ']')
  const of = (key: string) => Object.entries(access).flatMap(([name, line]) => (name === key || name.startsWith(`${key}?/`) ? whoReaches(line) : []))
  const [sees, acts] = [of(`GET ${place}`)[0], [...new Set(of(`POST ${place}`))]]
  const others = acts.filter((who) => who !== sees && who !== 'anybody')
  if (sees === undefined) return others.length > 0 || acts.length > 0 ? `to act: ${(others.length > 0 ? others : acts).join('; ')}` : 'nobody'
  return others.length > 0 ? `${sees}; to act: ${others.join('; ')}` : sees
}
