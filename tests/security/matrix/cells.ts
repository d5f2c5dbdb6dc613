/** One question of the matrix: who asks what of whose, and the request it becomes. */
import type { Asked } from '../../support/in-process-centre.ts'
import { templates } from '../../support/templates.ts'
import { access } from './access.ts'
import type { Actor } from './actors.ts'
import type { Access } from './declare.ts'
import type { Operation } from './discover.ts'
import { type Expected, expected } from './expected.ts'
import type { Relation, Things } from './things.ts'

type Given = Readonly<Record<string, string>>

export interface Request {
  readonly path: string
  readonly asked: Asked
}

export interface Cell {
  readonly operation: Operation
  readonly actor: Actor
  readonly relation: Relation | 'only'
  readonly expected: Expected
  readonly request: Request
  /** The same for something that is not there; it must be answered alike. */
  readonly reference?: Request
}

/** Every cell of one operation. */
export function cellsOf(operation: Operation, things: Things, actors: readonly Actor[], prefix = 'sr'): Cell[] {
  const line = access[operation.key]
  if (!line) throw new Error(`${operation.key} has no line in access.ts`)
  const request = (given: Given) => requestOf(operation, line, given, prefix)
  return actors.flatMap((actor) => {
    const cell = (relation: Cell['relation'], given: Given, reference: Request | undefined, thing?: Parameters<typeof expected>[3]): Cell => ({
      operation,
      actor,
      relation,
      expected: leadsToSecondFactor(operation, actor) ? 'second-factor' : expected(line, actor, relation, thing),
      request: request(given),
      ...(reference && { reference }),
    })
    const nowhere = (given: Given) => nowhereOf(operation, line, given, prefix)
    const example = line.thing ? {} : givenFor(operation, line)
    if (!line.thing) return [cell('only', example, nowhere(example)), ...missing(operation, line).map((given) => cell('nonexistent', given, nowhere(given)))]
    const known = Object.entries(things.of(line.thing, actor)) as [Relation, NonNullable<ReturnType<Things['of']>[Relation]>][]
    const none = known.find(([relation]) => relation === 'nonexistent')?.[1].given ?? {}
    return known.map(([relation, thing]) => cell(relation, thing.given, relation === 'nonexistent' ? nowhere(thing.given) : request(none), thing))
  })
}

/** Whoever has a right in the administration that sleeps is led to her second factor at every page of it. */
function leadsToSecondFactor({ kind, route }: Operation, actor: Actor): boolean {
  const start = access['GET /admin']
  return start !== undefined && kind !== 'endpoint' && route.startsWith('/admin/') && expected(start, actor, 'only', undefined) === 'second-factor'
}

/** The question of a cell about a thing that was made for it alone. */
export async function askedOnce(cell: Cell, things: Things): Promise<Cell> {
  const line = access[cell.operation.key]
  const given = line?.thing && (await things.fresh(line.thing))
  return line && given ? { ...cell, request: requestOf(cell.operation, line, given, 'sr') } : cell
}

/** Parameters of a public page, from the example that every page has. */
function givenFor({ route }: Operation, { given }: Access): Given {
  if (given || !route.includes('[')) return given ?? {}
  const bare = (path: string) => path.replace(/=\w+\]/g, ']')
  const template = templates.find((one) => bare(`/${one.route}`) === route)
  if (!template) throw new Error(`${route} has no example in tests/support/templates.ts`)
  const [names, values] = [route.split('/'), template.path.replace(/\?.*/, '').split('/')]
  return Object.fromEntries(names.flatMap((name, i) => (name.startsWith('[') ? [[name.slice(1, -1), values[i] ?? '']] : [])))
}

/** The same public page of something that there is not. */
function missing({ route, kind }: Operation, { given, asks }: Access): Given[] {
  if (given || asks !== 'nothing' || kind !== 'page' || !route.includes('[')) return []
  return [Object.fromEntries([...route.matchAll(/\[(\w+)\]/g)].map(([, name]) => [name ?? '', 'nowhere']))]
}

function requestOf(operation: Operation, line: Access, given: Given, prefix: string): Request {
  const filled = operation.route.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => given[name] ?? 'nowhere')
  const path = `${operation.hasVariant ? `/${prefix}` : ''}${filled === '/' && operation.hasVariant ? '' : filled}`
  const named = (value: unknown) => (typeof value === 'string' ? value.replace(/^\{(\w+)\}$/, (_, name: string) => given[name] ?? '') : value)
  const send = Object.fromEntries(Object.entries(line.send ?? {}).map(([name, value]) => [name, named(value)]))
  return { path: operation.action ? `${path}?/${operation.action}` : path, asked: { method: operation.method, ...bodyOf(operation, send) } }
}

function bodyOf({ kind, method }: Operation, send: Readonly<Record<string, unknown>>): Pick<Asked, 'body' | 'headers'> {
  if (method === 'GET') return {}
  if (kind === 'machine') return { body: JSON.stringify(send), headers: { 'content-type': 'application/json', accept: 'application/json' } }
  return { body: new URLSearchParams(send as Record<string, string>).toString() }
}

/** An address as long, in the same part of the centre, at which there is nothing. What a program asks for by a number that there is not has an answer of its own. */
function nowhereOf(operation: Operation, line: Access, given: Given, prefix: string): Request | undefined {
  if (operation.kind === 'machine' && operation.route.includes('[')) return undefined
  const { asked, path } = requestOf(operation, line, given, prefix)
  const [place = '', action] = path.split('?')
  const from = operation.kind === 'machine' ? '/api/v1' : operation.hasVariant ? `/${prefix}` : ''
  const rest = place.slice(from.length).split('/').slice(1)
  return {
    path: `${from}/${rest.map((part, i) => (i === 0 && rest.length > 1 ? part : 'nothing-1')).join('/')}${action === undefined ? '' : `?${action}`}`,
    asked,
  }
}
