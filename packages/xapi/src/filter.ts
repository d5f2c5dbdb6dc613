import type { Format } from './formats.ts'
import type { Reading, Statement, Version } from './types.ts'

/** A query for statements (xAPI 1.0.3, Communication 2.1.3), as values. */
export interface StatementFilter {
  /** In lower case. */
  readonly statementId?: string
  readonly voidedStatementId?: string
  /** As `agentKey` says it. */
  readonly agent?: string
  readonly verb?: string
  readonly activity?: string
  readonly registration?: string
  readonly relatedActivities: boolean
  readonly relatedAgents: boolean
  /** ISO 8601 in UTC. */
  readonly since?: string
  readonly until?: string
  /** 0: as many as the server gives. */
  readonly limit: number
  readonly format: Format
  readonly attachments: boolean
  readonly ascending: boolean
}

/** The filter that the parameters of GET /statements ask for. */
export function parseFilter(_params: URLSearchParams, _version: Version): Reading<StatementFilter> {
  return { ok: true, value: { relatedActivities: false, relatedAgents: false, limit: 0, format: 'exact', attachments: false, ascending: false } }
}

/**
 * Whether a statement fits every filter that is set, by itself or through a statement it refers to, which `referred` finds.
 * Voiding is not looked at: whoever keeps statements knows what is voided.
 */
export function matches(_statement: Statement, _filter: StatementFilter, _referred?: (id: string) => Statement | undefined): boolean {
  return true
}
