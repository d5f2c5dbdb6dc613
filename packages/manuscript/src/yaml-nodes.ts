import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type ParsedNode, parseDocument } from 'yaml'
import type { Parsed, Rule } from './problem.ts'
import { inFileOrder, note, openSheet, type Sheet } from './sheet.ts'

/** Where a value stands: for its problems (`line`) and its place in the table of lines (`path`). */
export type At = { sheet: Sheet; line: number; path: string; lineOf: (node: Node) => number }

/** Reads one node into a value, or notes why not and gives undefined. */
export type Read<T> = (node: unknown, at: At) => T | undefined

type ReadOf<R> = R extends Read<infer T> ? T : never
type Reads = Record<string, Read<unknown>>
type Values<R extends Reads, O extends Reads> = { [K in keyof R]: ReadOf<R[K]> } & { [K in keyof O]?: ReadOf<O[K]> }

/** Reads YAML whose first line is line `offset + 1` of the file. */
export function readYaml<T>(text: string, read: Read<T>, sheet: Sheet, place = { offset: 0, path: '' }): T | undefined {
  const counter = new LineCounter()
  const document = parseDocument<ParsedNode>(text, { lineCounter: counter, prettyErrors: false, version: '1.2' })
  const lineAt = (position: number) => counter.linePos(position).line + place.offset
  for (const error of [...document.errors, ...document.warnings]) note(sheet, lineAt(error.pos[0]), 'yaml', error.message)
  if (document.errors.length > 0) return undefined
  const lineOf = (node: Node) => lineAt(node.range?.[0] ?? 0)
  return read(document.contents, { sheet, line: place.offset + 1, path: place.path, lineOf })
}

/** Reads a YAML file that is one value. */
export function parseYaml<T>(text: string, file: string, read: Read<T>): Parsed<T> {
  const sheet = openSheet(file)
  const value = readYaml(text.replace(/^\uFEFF/, ''), read, sheet)
  const problems = inFileOrder(sheet.problems)
  return problems.length === 0 && value !== undefined ? { ok: true, value } : { ok: false, problems }
}

export function fail(at: At, rule: Rule, detail: string): undefined {
  note(at.sheet, at.line, rule, detail)
  return undefined
}

function isEmpty(node: unknown): boolean {
  return node === null || node === undefined || (isScalar(node) && node.value === null)
}

/** A map with these keys and no others. */
export function record<R extends Reads, O extends Reads>(required: R, optional: O): Read<Values<R, O>> {
  const reads = new Map(Object.entries({ ...required, ...optional }))
  return (node, at) => {
    if (!isMap(node)) return fail(at, 'wrong-type', lastOf(at.path))
    const seen = new Map<string, unknown>()
    for (const pair of node.items) {
      const here = { ...at, line: at.lineOf(pair.key as Node) }
      const key = String(isScalar(pair.key) ? pair.key.value : pair.key)
      const read = reads.get(key)
      at.sheet.lines[joined(at.path, key)] = here.line
      if (!read) fail(here, 'unknown-key', key)
      else seen.set(key, isEmpty(pair.value) ? fail(here, 'missing-key', key) : descend(read, pair.value, here, key))
    }
    for (const key of Object.keys(required)) if (!seen.has(key)) fail(at, 'missing-key', key)
    const isWhole = Object.keys(required).every((key) => seen.get(key) !== undefined)
    const found = [...seen].filter(([, value]) => value !== undefined)
    return isWhole ? (Object.fromEntries(found) as Values<R, O>) : undefined
  }
}

function joined(path: string, key: string | number): string {
  return path === '' ? String(key) : `${path}.${key}`
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1)
}

/** Reads a value inside another: on its own line, under its own path. */
export function descend<T>(read: Read<T>, node: unknown, at: At, key: string | number): T | undefined {
  const path = joined(at.path, key)
  const line = node !== null && typeof node === 'object' && 'range' in node ? at.lineOf(node as Node) : at.line
  if (isAlias(node)) return fail({ ...at, line }, 'yaml', `*${node.source}`)
  return read(node, { ...at, line, path })
}

/** A list of at least `min` values. */
export function listOf<T>(read: Read<T>, min = 0): Read<T[]> {
  return (node, at) => {
    if (!isSeq(node)) return fail(at, 'wrong-type', lastOf(at.path))
    if (node.items.length < min) fail(at, 'bad-value', `${lastOf(at.path)}: ${node.items.length} < ${min}`)
    const values = node.items.map((item, i) => {
      at.sheet.lines[joined(at.path, i)] = at.lineOf(item as Node)
      return descend(read, item, at, i)
    })
    return values.every((value) => value !== undefined) ? (values as T[]) : undefined
  }
}

/** A map from ids to values. */
export function mapOf<T>(read: Read<T>): Read<Record<string, T>> {
  return (node, at) => {
    if (!isMap(node)) return fail(at, 'wrong-type', lastOf(at.path))
    const entries = node.items.map((pair) => {
      const key = String(isScalar(pair.key) ? pair.key.value : pair.key)
      const here = { ...at, line: at.lineOf(pair.key as Node) }
      at.sheet.lines[joined(at.path, key)] = here.line
      return [key, descend(read, pair.value, here, key)] as const
    })
    return entries.every(([, value]) => value !== undefined) ? (Object.fromEntries(entries) as Record<string, T>) : undefined
  }
}

/** Words. A plain number or date is taken as written (`2.10` stays `2.10`). */
export const text: Read<string> = (node, at) => {
  if (!isScalar(node) || typeof node.value === 'boolean') return fail(at, 'wrong-type', lastOf(at.path))
  const value = (typeof node.value === 'string' ? node.value : (node.source ?? '')).trim()
  return value === '' ? fail(at, 'missing-key', lastOf(at.path)) : value
}

export const flag: Read<boolean> = (node, at) => (isScalar(node) && typeof node.value === 'boolean' ? node.value : fail(at, 'wrong-type', lastOf(at.path)))

/** A finite number within bounds. */
export function number(min: number, max: number, rule: Rule = 'bad-value'): Read<number> {
  return (node, at) => {
    if (!isScalar(node) || typeof node.value !== 'number') return fail(at, 'wrong-type', lastOf(at.path))
    const { value } = node
    return value >= min && value <= max ? value : fail(at, rule, `${lastOf(at.path)}: ${value}`)
  }
}

export function integer(min: number, max: number, rule: Rule = 'bad-value'): Read<number> {
  const read = number(min, max, rule)
  return (node, at) => {
    const value = read(node, at)
    return value === undefined || Number.isInteger(value) ? value : fail(at, rule, `${lastOf(at.path)}: ${value}`)
  }
}

export function oneOf<const T extends string>(...values: T[]): Read<T> {
  return (node, at) => {
    const value = text(node, at)
    if (value === undefined) return undefined
    return values.find((known) => known === value) ?? fail(at, 'bad-value', `${lastOf(at.path)}: ${value}`)
  }
}

/** Words of a given shape. */
export function shaped(pattern: RegExp, rule: Rule = 'bad-value'): Read<string> {
  return (node, at) => {
    const value = text(node, at)
    if (value === undefined) return undefined
    return pattern.test(value) ? value : fail(at, rule, `${lastOf(at.path)}: ${value}`)
  }
}
