/** Everything that can be asked of the centre, read from the folders of the pages and from the router of the machine addresses. */
import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Hono } from 'hono'
import type { App } from '#platform/app.ts'
import { readConfig } from '#platform/config.ts'
import { createOperations } from '#platform/http/operations.ts'
import { apiRoutes } from '../../../src/api.ts'

export interface Operation {
  /** `GET /desk/codes`, `POST /desk/codes?/close`, `PUT /api/v1/learning/notes`: the name in the table of access. */
  readonly key: string
  readonly kind: 'page' | 'action' | 'endpoint' | 'machine'
  readonly method: string
  /** Address with its parameters in brackets, without the variant. */
  readonly route: string
  /** The named action of a form. */
  readonly action?: string
  readonly hasVariant: boolean
}

const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const folder = join(import.meta.dirname, '../../../src/routes')

export async function everyOperation(): Promise<Operation[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  const pages = files.filter((file) => /\+page@?\.svelte$/.test(file)).map(pageOf)
  const acts = await Promise.all(files.filter((file) => file.endsWith('+page.server.ts')).map(actionsOf))
  const endpoints = await Promise.all(files.filter((file) => file.endsWith('+server.ts')).map(endpointsOf))
  return [...pages, ...acts.flat(), ...endpoints.flat(), ...machineOperations()].toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

function placeOf(file: string): Pick<Operation, 'route' | 'hasVariant'> {
  const parts = dirname(file).split('/')
  const named = parts.filter((part) => !part.startsWith('(') && part !== '.' && part !== '[variant=variant]')
  return { route: `/${named.map((part) => part.replace(/=\w+\]/, ']')).join('/')}`, hasVariant: parts.includes('[variant=variant]') }
}

function pageOf(file: string): Operation {
  const place = placeOf(file)
  return { key: `GET ${place.route}`, kind: 'page', method: 'GET', ...place }
}

async function actionsOf(file: string): Promise<Operation[]> {
  const { actions = {} } = (await import(join(folder, file))) as { actions?: Record<string, unknown> }
  const place = placeOf(file)
  return Object.keys(actions).map((name) => {
    const key = `POST ${place.route}${name === 'default' ? '' : `?/${name}`}`
    return { key, kind: 'action', method: 'POST', ...place, ...(name !== 'default' && { action: name }) }
  })
}

async function endpointsOf(file: string): Promise<Operation[]> {
  const handlers = (await import(join(folder, file))) as Record<string, unknown>
  const place = placeOf(file)
  const own = Object.keys(handlers).filter((name) => verbs.includes(name))
  return own.map((method) => ({ key: `${method} ${place.route}`, kind: 'endpoint', method, ...place }))
}

/** Handlers are put in place without being called, so an App that has only its settings will do. */
function machineOperations(): Operation[] {
  const config = readConfig({})
  if (!config.ok) throw new Error(config.refusal.rule)
  const app = { config: config.value } as App
  const { routes } = apiRoutes(app, new Hono())
  const operations = createOperations(app).routes.routes
  const known = [...routes, ...operations].filter(({ method }) => verbs.includes(method))
  const keys = known.map(({ method, path }) => `${method} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '[$1]')}`)
  // The one address that `platform/http/serve.ts` answers by itself.
  keys.push('GET /files/[hash]/[name]')
  return [...new Set(keys)].map((key) => {
    const [method = '', route = ''] = key.split(' ')
    return { key, kind: 'machine', method, route, hasVariant: false }
  })
}
