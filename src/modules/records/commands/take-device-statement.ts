import { parseStatements } from '@putokaz/xapi'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { tellingPlaces } from '../domain/telling.ts'
import { keptUnder } from '../store.ts'
import { acceptStatements } from './accept-statements.ts'

/** `tells`: it would say who somebody is. `conflict`: another statement is kept under its id. */
export type DeviceStatementRefusal = 'malformed' | 'tells' | 'not-hers' | 'conflict'

/** Stores one statement of a person's device that came by another way than its own connection, as if it had come by it. */
export async function takeDeviceStatement(app: App, person: string, value: unknown): Promise<Result<'accepted' | 'there-already', DeviceStatementRefusal>> {
  const parsed = parseStatements([value], '2.0.0')
  const [statement] = parsed.ok ? parsed.value : []
  if (statement?.id === undefined) return refuse('malformed')
  if (tellingPlaces(statement).length > 0) return refuse('tells')
  const known = await keptUnder(app.db, [statement.id.toLowerCase()])
  const arrival = { statements: [statement], attachments: [], authority: 'device', version: '2.0.0', person, overAll: false } as const
  const accepted = await acceptStatements(app, arrival)
  if (!accepted.ok) return refuse(accepted.refusal.reason === 'conflict' ? 'conflict' : 'not-hers')
  return done(known.size > 0 ? 'there-already' : 'accepted')
}
