import { agentKey } from './agents.ts'
import { actorIn, moment, type ReadParameter, readParameters, text, uuidText } from './parameters.ts'
import { startLook } from './shapes/check.ts'
import { isIri } from './shapes/special.ts'
import type { Actor, Agent, BrokenRule, Reading, Version } from './types.ts'

export interface StateParams {
  readonly activityId: string
  /** As `agentKey` says it. */
  readonly agent: string
  /** In lower case. */
  readonly registration?: string
  /** Without it the request is for all states of this context. */
  readonly stateId?: string
  /** ISO 8601 in UTC, exclusive. */
  readonly since?: string
}

export interface ProfileParams {
  /** Exactly one of activityId and agent, by the kind asked for. */
  readonly activityId?: string
  readonly agent?: string
  readonly profileId?: string
  readonly since?: string
}

export type DocumentMethod = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'

const key: ReadParameter = (value, look) => {
  const actor = actorIn(value, look)
  return actor === undefined ? undefined : (agentKey(actor) ?? undefined)
}
const activity = (clause: string) => text(clause, isIri, 'an IRI with a scheme')
const name = (clause: string) => text(clause, (value) => value !== '', 'an id')

/** The parameters of /activities/state. */
export function parseStateParams(params: URLSearchParams, version: Version, method: DocumentMethod): Reading<StateParams> {
  const clause = 'Communication 2.3'
  const known = { activityId: activity(clause), agent: key, registration: uuidText(clause), stateId: name(clause) }
  // xAPI 1.0.3, Communication 2.3: GET and DELETE without stateId are for many documents; only GET knows "since".
  const required = ['activityId', 'agent', ...(reads(method) || method === 'DELETE' ? [] : ['stateId'])]
  const read = readParameters(params, { ...known, ...(reads(method) && { since: moment(clause) }) }, { version, clause, required })
  return read.ok ? { ok: true, value: read.value as unknown as StateParams } : read
}

/** The parameters of /agents/profile (`agent`) and /activities/profile (`activity`). */
export function parseProfileParams(params: URLSearchParams, kind: 'agent' | 'activity', version: Version, method: DocumentMethod): Reading<ProfileParams> {
  const clause = kind === 'agent' ? 'Communication 2.6' : 'Communication 2.7'
  const owner = kind === 'agent' ? { agent: key } : { activityId: activity(clause) }
  const known = { ...owner, profileId: name(clause), ...(reads(method) && { since: moment(clause) }) }
  // xAPI 1.0.3, Communication 2.6, 2.7: only GET is for many documents.
  const required = [...Object.keys(owner), ...(reads(method) ? [] : ['profileId'])]
  return readParameters(params, known, { version, clause, required })
}

function reads(method: DocumentMethod): boolean {
  return method === 'GET' || method === 'HEAD'
}

/** An agent or identified group, given as JSON text or as a value. */
export function parseAgent(input: unknown, version: Version): Reading<Actor> {
  const look = startLook(version)
  const value = actorIn(input, look)
  return value === undefined ? { ok: false, refusal: look.broken } : { ok: true, value }
}

/** The agent that GET /agents asks for. */
export function parseAgentsParams(params: URLSearchParams, version: Version): Reading<Agent> {
  const clause = 'Communication 2.4'
  let found: Actor | undefined
  const agent: ReadParameter = (given, look) => {
    found = actorIn(given, look)
    return given
  }
  const read = readParameters(params, { agent }, { version, clause, required: ['agent'] })
  if (!read.ok) return read
  // xAPI 1.0.3, Communication 2.4: the "agent" parameter is not a Group.
  if (found === undefined || found.objectType === 'Group') return { ok: false, refusal: [{ path: 'agent', rule: `${clause}: an Agent is wanted here` }] }
  return { ok: true, value: found }
}

/** The activity that GET /activities asks for. */
export function parseActivitiesParams(params: URLSearchParams, version: Version): Reading<string> {
  const clause = 'Communication 2.5'
  const read = readParameters(params, { activityId: activity(clause) }, { version, clause, required: ['activityId'] })
  return read.ok ? { ok: true, value: read.value.activityId ?? '' } : read
}

export interface Document {
  readonly contentType: string
  readonly body: Uint8Array
}

/** Rules that a document breaks by itself: what says that it is JSON can be read as JSON. */
export function checkDocument({ contentType, body }: Document): BrokenRule[] {
  return isJson(contentType) && readJson(body) === undefined ? [{ path: '', rule: 'Communication 2.2: this is not JSON' }] : []
}

/**
 * What a POST leaves: the patch where nothing was, or two JSON objects joined at their top level.
 * xAPI 1.0.3, Communication 2.2: only top-level properties are merged; the new value replaces the old one whole.
 */
export function mergeDocuments(old: Document | undefined, patch: Document): Reading<Document> {
  const broken = checkDocument(patch)
  if (broken.length > 0) return { ok: false, refusal: broken }
  if (old === undefined) return { ok: true, value: patch }
  // xAPI 1.0.3, Communication 2.2: if either is not application/json, or no JSON object, the document stays as it is.
  const [before, told] = [old, patch].map(({ contentType, body }) => (isJson(contentType) ? objectOf(readJson(body)) : undefined))
  if (before === undefined) return refused('what is stored here is no JSON object, so that nothing can be joined to it')
  if (told === undefined) return refused('a JSON object with Content-Type application/json is wanted here')
  const merged = Object.fromEntries([...Object.entries(before), ...Object.entries(told)])
  return { ok: true, value: { contentType: 'application/json', body: new TextEncoder().encode(JSON.stringify(merged)) } }
}

function refused(what: string): { ok: false; refusal: BrokenRule[] } {
  return { ok: false, refusal: [{ path: '', rule: `Communication 2.2: ${what}` }] }
}

function isJson(contentType: string): boolean {
  return contentType.split(';')[0]?.trim().toLowerCase() === 'application/json'
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return undefined
  }
}

function objectOf(value: unknown): object | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}
