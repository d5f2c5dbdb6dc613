import type { Agent, Reading, Version } from './types.ts'

export interface StateParams {
  readonly activityId: string
  /** As `agentKey` says it. */
  readonly agent: string
  readonly registration?: string
  readonly stateId?: string
  /** ISO 8601 in UTC. */
  readonly since?: string
}

export interface ProfileParams {
  /** Exactly one of activityId and agent, by the kind asked for. */
  readonly activityId?: string
  readonly agent?: string
  readonly profileId?: string
  readonly since?: string
}

/** What the method does with documents: one of them, or the list of their ids. */
export type DocumentMethod = 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE'

/** The parameters of /activities/state. */
export function parseStateParams(_params: URLSearchParams, _version: Version, _method: DocumentMethod): Reading<StateParams> {
  return { ok: false, refusal: [] }
}

/** The parameters of /agents/profile and /activities/profile. */
export function parseProfileParams(_params: URLSearchParams, _kind: 'agent' | 'activity', _version: Version, _method: DocumentMethod): Reading<ProfileParams> {
  return { ok: false, refusal: [] }
}

/** An agent (or identified group) given as JSON text or as a value. */
export function parseAgent(_input: unknown, _version: Version): Reading<Agent> {
  return { ok: false, refusal: [] }
}

export interface Document {
  readonly contentType: string
  readonly body: Uint8Array
}

/** What a POST leaves: the patch where nothing was, or two JSON objects joined at their top level. */
export function mergeDocuments(_old: Document | undefined, patch: Document): Reading<Document> {
  return { ok: true, value: patch }
}
