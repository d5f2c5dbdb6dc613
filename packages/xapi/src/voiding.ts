import type { Statement, StatementRef } from './types.ts'

// xAPI 1.0.3, Data 2.3.2: the reserved verb of voiding.
export const voided = 'http://adlnet.gov/expapi/verbs/voided'

/** The id of the statement that this one voids, or null. */
export function isVoiding(statement: Statement): string | null {
  if (statement.verb.id !== voided || statement.object.objectType !== 'StatementRef') return null
  return (statement.object as StatementRef).id.toLowerCase()
}
