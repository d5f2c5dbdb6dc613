/** What statements told of an activity or an agent, the newest first. */
import { type Activity, type ActivityDefinition, type Agent, agentKey, allActivities, mergeDefinition } from '@putokaz/xapi'
import type { Db } from '#platform/db.ts'
import { definingAuthorities } from '../client-store.ts'
import { keyOf } from '../keys.ts'
import { findPage } from '../query-store.ts'

/** So many of the newest statements are asked what they know. */
const asked = 25

/**
 * Communication 2.5: the whole Activity Object; the newer word wins. Communication 4.2, scope `define`: who has it not is kept word for
 * word, and changes nothing of what is known of an activity or an agent.
 */
export async function knownActivity(db: Db, id: string): Promise<Activity> {
  const found = await findPage(db, { keys: [[keyOf('defined', id)]], ascending: false, most: asked })
  const told = found.reverse().flatMap(({ body }) => allActivities(body).filter((activity) => activity.id === id))
  const definition = told.reduce<ActivityDefinition | undefined>((known, activity) => mergeDefinition(known, activity.definition), undefined)
  return { objectType: 'Activity', id, ...(definition && { definition }) }
}

/** Communication 2.4: the names that this agent went by. */
export async function knownAgents(db: Db, agent: Agent): Promise<Agent[]> {
  const key = agentKey(agent)
  if (key === null) return []
  const found = await findPage(db, { keys: [[keyOf('agent', key)]], ascending: false, most: asked })
  const definers = new Set(await definingAuthorities(db))
  const heard = found.filter(({ authority }) => definers.has(authority))
  return heard.flatMap(({ body }) =>
    [body.actor, body.object].filter((one): one is Agent => 'objectType' in one && one.objectType === 'Agent').filter((one) => agentKey(one) === key),
  )
}
