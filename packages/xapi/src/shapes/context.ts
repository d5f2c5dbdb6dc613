import { activity } from './activity.ts'
import { actor, agent, group } from './agent.ts'
import { type Check, listOf, ofShape, oneOf, shape, since2, string } from './check.ts'
import { extensions, iri, language, uuid } from './special.ts'

// xAPI 1.0.3, Data 2.4.4.3: a Statement Reference has the objectType StatementRef and the UUID of a statement.
export const statementRef: Check = ofShape(shape('Data 2.4.4.3', { 'objectType!': oneOf('Data 2.4.4.3', ['StatementRef']), 'id!': uuid }))

const activityList = listOf('Data 2.4.6.2', activity)
// xAPI 1.0.3, Data 2.4.6.2: every value is a single Activity or a list of Activities.
const activities: Check = (value, look) => (Array.isArray(value) ? activityList : activity)(value, look)
// xAPI 1.0.3, Data 2.4.6.2: every key is one of parent, grouping, category, or other.
const contextActivities = ofShape(shape('Data 2.4.6.2', { parent: activities, grouping: activities, category: activities, other: activities }))

// IEEE 9274.1.1, 4.2.2.5: agents and groups with the types that make them matter; the list of types is not empty.
const relevantTypes = listOf('9274.1.1 4.2.2.5', iri, 1)
const contextAgent = ofShape(shape('9274.1.1 4.2.2.5', { 'objectType!': oneOf('9274.1.1 4.2.2.5', ['contextAgent']), 'agent!': agent, relevantTypes }))
const contextGroup = ofShape(shape('9274.1.1 4.2.2.5', { 'objectType!': oneOf('9274.1.1 4.2.2.5', ['contextGroup']), 'group!': group, relevantTypes }))

export const context: Check = ofShape(
  shape('Data 2.4.6', {
    registration: uuid,
    instructor: actor,
    team: group,
    contextActivities,
    contextAgents: since2(listOf('9274.1.1 4.2.2.5', contextAgent)),
    contextGroups: since2(listOf('9274.1.1 4.2.2.5', contextGroup)),
    revision: string('Data 2.4.6'),
    platform: string('Data 2.4.6'),
    language,
    statement: statementRef,
    extensions,
  }),
)
