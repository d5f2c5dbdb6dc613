import type { Statement } from './statement.ts'

/** Filters of a statement query (xAPI 1.0.3, Communication 2.1.3), as values. */
export interface StatementFilter {
  readonly account?: string
  readonly verb?: string
  readonly activity?: string
  readonly registration?: string
  /** Only statements stored (here: made) after this moment. */
  readonly since?: string
  readonly until?: string
}

/** Whether a statement fits every filter that is set. */
export function matches(statement: Statement, filter: StatementFilter): boolean {
  const made = Date.parse(statement.timestamp)
  return (
    (filter.account === undefined || statement.actor.account.name === filter.account) &&
    (filter.verb === undefined || statement.verb.id === filter.verb) &&
    (filter.activity === undefined || statement.object.id === filter.activity) &&
    (filter.registration === undefined || statement.context?.registration === filter.registration) &&
    (filter.since === undefined || made > Date.parse(filter.since)) &&
    (filter.until === undefined || made <= Date.parse(filter.until))
  )
}
