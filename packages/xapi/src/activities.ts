import type { Activity, ActivityDefinition, Context, Statement } from './types.ts'

/** The activities of a statement by id. `object`: its own object; `related`: also the context and all of a sub-statement. */
export function activitiesOf(statement: Statement): { object: string[]; related: string[] } {
  const own = activityIn(statement.object)
  const object = own ? [own.id] : []
  return { object, related: [...new Set(allActivities(statement).map(({ id }) => id))] }
}

/** Every activity that a statement names, its context and its sub-statement included, in the order of the text. */
export function allActivities(statement: Statement): Activity[] {
  const { object, context } = statement
  const found = [activityIn(object), ...ofContext(context)]
  if (object.objectType === 'SubStatement') found.push(activityIn(object.object), ...ofContext(object.context))
  return found.filter((activity) => activity !== undefined)
}

function activityIn(object: Statement['object']): Activity | undefined {
  return object.objectType === undefined || object.objectType === 'Activity' ? (object as Activity) : undefined
}

function ofContext(context: Context | undefined): Activity[] {
  return Object.values(context?.contextActivities ?? {}).flat()
}

/**
 * What is known of an activity after it was told of again: languages, extensions and lists join, the newer word wins.
 * xAPI 1.0.3, Data 2.4.4.1: a record store decides whether to change its definition when it gets a new one.
 */
export function mergeDefinition(known: ActivityDefinition | undefined, told: ActivityDefinition | undefined): ActivityDefinition | undefined {
  if (known === undefined || told === undefined) return told ?? known
  const merged: Record<string, unknown> = { ...known, ...told }
  for (const key of ['name', 'description', 'extensions'] as const) {
    if (known[key] && told[key]) merged[key] = { ...known[key], ...told[key] }
  }
  return merged as ActivityDefinition
}
