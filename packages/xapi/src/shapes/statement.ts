import { voided } from '../voiding.ts'
import { activity, isActivity } from './activity.ts'
import { actor, agent, authority, group } from './agent.ts'
import { attachment } from './attachment.ts'
import { breaks, breaksAt, type Check, type Fields, fitsShape, isFields, type Look, listOf, ofShape, oneOf, shape, string } from './check.ts'
import { context, statementRef } from './context.ts'
import { result } from './result.ts'
import { iri, languageMap, timestamp, uuid } from './special.ts'

// xAPI 1.0.3, Data 2.4.3: a Verb has an id (IRI); its display is a language map.
const verb = ofShape(shape('Data 2.4.3', { 'id!': iri, display: languageMap }))

// xAPI 1.0.3, Data 2.4.10: a version begins with 1.0. (IEEE 9274.1.1, 4.2.4.3: or 2.0.)
const version1 = string('Data 2.4.10', (text) => /^1\.0(?:\.\d{1,9})?$/.test(text), 'a version that begins with 1.0')
const version2 = string('9274.1.1 4.2.4.3', (text) => /^[12]\.0(?:\.\d{1,9})?$/.test(text), 'a version that begins with 1.0 or 2.0')
const version: Check = (value, look) => (look.version === '2.0.0' ? version2 : version1)(value, look)

// xAPI 1.0.3, Data 2.2: a Statement uses "actor", "verb" and "object".
const said = {
  'actor!': actor,
  'verb!': verb,
  result,
  context,
  timestamp,
  attachments: listOf('Data 2.4.11', attachment),
}

// xAPI 1.0.3, Data 2.4.4.3: a SubStatement has no id, stored, version or authority, and no SubStatement of its own.
const subStatementShape = shape('Data 2.4.4.3', { 'objectType!': oneOf('Data 2.4.4.3', ['SubStatement']), 'object!': objectOf(false), ...said })

const subStatement: Check = (value, look) => {
  if (fitsShape(subStatementShape, value, look)) checkContextOf(value, look)
}

// xAPI 1.0.3, Data 2.4.4: Activity, Agent, Group, SubStatement or StatementRef, told apart by objectType.
function objectOf(mayNest: boolean): Check {
  return (value, look) => {
    if (!isFields(value) || isActivity(value)) return activity(value, look)
    if (value.objectType === 'Agent') return agent(value, look)
    if (value.objectType === 'Group') return group(value, look)
    if (value.objectType === 'StatementRef') return statementRef(value, look)
    if (value.objectType === 'SubStatement' && mayNest) return subStatement(value, look)
    const rule = value.objectType === 'SubStatement' ? 'Data 2.4.4.3: a SubStatement has no SubStatement of its own' : 'Data 2.4.4: no such objectType'
    breaksAt(look, 'objectType', rule)
  }
}

const statementShape = shape('Data 2.4', { id: uuid, 'object!': objectOf(true), stored: timestamp, authority, version, ...said })

/** One statement as it may be sent. */
export const statement: Check = (value, look) => {
  if (!fitsShape(statementShape, value, look)) return
  checkContextOf(value, look)
  // xAPI 1.0.3, Data 2.3.2: a statement that voids names its target as a Statement Reference.
  const { verb: told, object } = value
  if (isFields(told) && told.id === voided && !(isFields(object) && object.objectType === 'StatementRef')) {
    breaksAt(look, 'object', 'Data 2.3.2: a statement that voids has a StatementRef as its object')
  }
}

// xAPI 1.0.3, Data 2.4.6: revision and platform are used only if the object is an Activity.
function checkContextOf({ context: told, object }: Fields, look: Look): void {
  if (!isFields(told) || !isFields(object) || isActivity(object)) return
  for (const name of ['revision', 'platform']) {
    if (told[name] === undefined) continue
    look.path.push('context', name)
    breaks(look, `Data 2.4.6: ${name} goes with an Activity as object only`)
    look.path.length -= 2
  }
}
