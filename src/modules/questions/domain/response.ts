import { done, type Result, refuse } from '#kernel/result.ts'
import type { QuestionType } from './question.ts'

/** What a person answered. Matching and gaps may be answered in part. */
export type Response =
  | { readonly type: 'single'; readonly chosen: string }
  | { readonly type: 'multiple'; readonly chosen: readonly string[] }
  | { readonly type: 'truefalse'; readonly chosen: boolean }
  | { readonly type: 'matching'; readonly pairs: Readonly<Record<string, string>> }
  | { readonly type: 'ordering'; readonly order: readonly string[] }
  | { readonly type: 'shorttext'; readonly text: string }
  | { readonly type: 'numeric'; readonly text: string }
  | { readonly type: 'gaptext'; readonly gaps: Readonly<Record<string, string>> }

/** `places-taken-twice`: two things were put in the same place of an order. */
export type ResponseRefusal = 'response-malformed' | 'places-taken-twice'

/** A submitted form, or the parameters of an address. */
export type Fields = Pick<URLSearchParams, 'get' | 'getAll' | 'keys'> | Pick<FormData, 'get' | 'getAll' | 'keys'>

const longest = 1000
const most = 100
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= longest
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.length <= most && value.every(isText)
const isTextMap = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length <= most && Object.values(value).every(isText)

/**
 * Reads a response to a question of the given type: from a form whose fields are called `name`
 * (or `name.<id>` for matching, ordering and gaps), or from its own JSON. Null means not answered.
 */
export function parseResponse(type: QuestionType, given: unknown, name = 'answer'): Result<Response | null, ResponseRefusal> {
  if (isFields(given)) return fromFields(type, given, name)
  if (given === null || given === undefined) return done(null)
  return fromJson(type, given as Record<string, unknown>)
}

function isFields(given: unknown): given is Fields {
  return typeof given === 'object' && given !== null && typeof (given as Fields).getAll === 'function'
}

function fromJson(type: QuestionType, json: Record<string, unknown>): Result<Response | null, ResponseRefusal> {
  if (json.type !== type) return refuse('response-malformed')
  switch (type) {
    case 'single':
      return isText(json.chosen) ? done({ type, chosen: json.chosen }) : refuse('response-malformed')
    case 'multiple':
      return isTexts(json.chosen) ? done({ type, chosen: [...new Set(json.chosen)] }) : refuse('response-malformed')
    case 'truefalse':
      return typeof json.chosen === 'boolean' ? done({ type, chosen: json.chosen }) : refuse('response-malformed')
    case 'matching':
      return isTextMap(json.pairs) ? done({ type, pairs: json.pairs }) : refuse('response-malformed')
    case 'ordering':
      return isTexts(json.order) ? ordered(json.order) : refuse('response-malformed')
    case 'gaptext':
      return isTextMap(json.gaps) ? done({ type, gaps: json.gaps }) : refuse('response-malformed')
    default:
      return isText(json.text) ? done({ type, text: json.text }) : refuse('response-malformed')
  }
}

function ordered(order: string[]): Result<Response, ResponseRefusal> {
  return new Set(order).size === order.length ? done({ type: 'ordering', order }) : refuse('places-taken-twice')
}

function fromFields(type: QuestionType, fields: Fields, name: string): Result<Response | null, ResponseRefusal> {
  const all = fields.getAll(name).filter((value) => value !== '')
  const parts = partsOf(fields, name)
  if (!isTexts(all) || !isTextMap(parts)) return refuse('response-malformed')
  const [first] = all
  if (type === 'matching' || type === 'gaptext' || type === 'ordering') {
    if (Object.keys(parts).length === 0) return done(null)
    if (type === 'ordering') return orderFromPlaces(parts)
    return done(type === 'matching' ? { type, pairs: parts } : { type, gaps: parts })
  }
  if (first === undefined || first.trim() === '') return done(null)
  if (type === 'multiple') return done({ type, chosen: [...new Set(all)] })
  if (type === 'single') return done({ type, chosen: first })
  if (type !== 'truefalse') return done({ type, text: first })
  return first === 'true' || first === 'false' ? done({ type, chosen: first === 'true' }) : refuse('response-malformed')
}

function partsOf(fields: Fields, name: string): Record<string, unknown> {
  const found: [string, unknown][] = []
  for (const field of new Set(fields.keys())) {
    if (!field.startsWith(`${name}.`)) continue
    const value = fields.get(field)
    if (typeof value !== 'string' || value.trim() !== '') found.push([field.slice(name.length + 1), value])
  }
  return Object.fromEntries(found)
}

/** Each thing with the number of its place; things without a place are left out. */
function orderFromPlaces(places: Record<string, string>): Result<Response, ResponseRefusal> {
  const given = Object.entries(places).map(([id, place]) => ({ id, place: Number(place) }))
  if (given.some(({ place }) => !Number.isInteger(place) || place < 1 || place > most)) return refuse('response-malformed')
  if (new Set(given.map(({ place }) => place)).size < given.length) return refuse('places-taken-twice')
  return done({ type: 'ordering', order: given.toSorted((a, b) => a.place - b.place).map(({ id }) => id) })
}
