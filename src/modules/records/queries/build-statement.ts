import { type AccountStatement, type VerbName, verbs } from '@putokaz/xapi'
import type { PersonId } from '#kernel/id.ts'
import type { App } from '#platform/app.ts'
import { tellingPlaces } from '../domain/telling.ts'

/** The activity id of something in this centre: `activityId(app, 'course/C01/version/1.0.0/unit/1-1-pojmovi')`. */
export function activityId(app: Pick<App, 'activityBase'>, path: string): string {
  return `${app.activityBase}/xapi/activities/${path}`
}

export interface Said {
  readonly id: string
  readonly person: PersonId
  readonly verb: VerbName
  /** Path of the activity, as `activityId` takes it. */
  readonly activity: string
  readonly at: Date
  readonly result?: AccountStatement['result']
  readonly context?: AccountStatement['context']
}

/** A statement of the Centre's about a person, who is named by her account id and nothing else. What would tell more of her is never built. */
export function buildStatement(app: Pick<App, 'activityBase'>, said: Said): AccountStatement {
  const statement = built(app, said)
  const [telling] = tellingPlaces(statement)
  if (telling) throw new Error(`${telling.rule}: ${telling.path}`)
  return statement
}

function built(app: Pick<App, 'activityBase'>, said: Said): AccountStatement {
  return {
    id: said.id,
    actor: { account: { homePage: app.activityBase, name: said.person } },
    verb: { id: verbs[said.verb] },
    object: { id: activityId(app, said.activity) },
    ...(said.result && { result: said.result }),
    ...(said.context && { context: said.context }),
    timestamp: said.at.toISOString(),
  }
}
