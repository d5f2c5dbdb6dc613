import type { AccountStatement, Statement } from './types.ts'

/** The statement as the narrow kind, or null when its actor has no account, its object is no activity, or id or timestamp are missing. */
export function asAccountStatement(statement: Statement): AccountStatement | null {
  const { id, actor, object, timestamp } = statement
  const narrow =
    id !== undefined &&
    timestamp !== undefined &&
    actor.objectType !== 'Group' &&
    actor.account !== undefined &&
    (object.objectType === undefined || object.objectType === 'Activity')
  return narrow ? (statement as AccountStatement) : null
}
