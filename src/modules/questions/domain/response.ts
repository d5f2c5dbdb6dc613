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

type Json = Record<string, unknown>
type Read = Result<Response | null, ResponseRefusal>
const malformed: Read = refuse('response-malformed')

const jsonReaders: { readonly [T in QuestionType]: (json: Json) => Read } = {
  single: ({ chosen }) => (isText(chosen) ? done({ type: 'single', chosen }) : malformed),
  multiple: ({ chosen }) => (isTexts(chosen) ? done({ type: 'multiple', chosen: [...new Set(chosen)] }) : malformed),
  truefalse: ({ chosen }) => (typeof chosen === 'boolean' ? done({ type: 'truefalse', chosen }) : malformed),
  matching: ({ pairs }) => (isTextMap(pairs) ? done({ type: 'matching', pairs }) : malformed),
  ordering: ({ order }) => (isTexts(order) ? ordered(order) : malformed),
  shorttext: ({ text }) => (isText(text) ? done({ type: 'shorttext', text }) : malformed),
  numeric: ({ text }) => (isText(text) ? done({ type: 'numeric', text }) : malformed),
  gaptext: ({ gaps }) => (isTextMap(gaps) ? done({ type: 'gaptext', gaps }) : malformed),
}

function fromJson(type: QuestionType, json: Json): Read {
  return json.type === type ? jsonReaders[type](json) : malformed
}

function ordered(order: string[]): Result<Response, ResponseRefusal> {
  return new Set(order).size === order.length ? done({ type: 'ordering', order }) : refuse('places-taken-twice')
}

function fromFields(type: QuestionType, fields: Fields, name: string): Read {
  return type === 'matching' || type === 'gaptext' || type === 'ordering' ? fromParts(type, partsOf(fields, name)) : fromOneField(type, fields.getAll(name))
}

function fromParts(type: 'matching' | 'gaptext' | 'ordering', parts: Json): Read {
  if (!isTextMap(parts)) return malformed
  if (Object.keys(parts).length === 0) return done(null)
  if (type === 'ordering') return orderFromPlaces(parts)
  return done(type === 'matching' ? { type, pairs: parts } : { type, gaps: parts })
}

function fromOneField(type: Exclude<QuestionType, 'matching' | 'gaptext' | 'ordering'>, given: readonly unknown[]): Read {
  const all = given.filter((value) => value !== '')
  if (!isTexts(all)) return malformed
  const [first] = all
  if (first === undefined || first.trim() === '') return done(null)
  if (type === 'multiple') return done({ type, chosen: [...new Set(all)] })
  if (type === 'single') return done({ type, chosen: first })
  if (type !== 'truefalse') return done({ type, text: first })
  return first === 'true' || first === 'false' ? done({ type, chosen: first === 'true' }) : malformed
}

function partsOf(fields: Fields, name: string): Record<string, unknown> {
  const found: [string, unknown][] = []
  for (const field of new Set(fields.keys())) {
    if (!field.startsWith(`${name}.`)) continue
    // Reading a form is linear in its fields for each of them: what has too many is refused unread.
    if (found.length > most) break
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
