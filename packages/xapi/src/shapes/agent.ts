import { breaks, type Check, type Fields, fitsShape, isFields, type Look, listOf, ofShape, oneOf, shape, string } from './check.ts'
import { iri, isMail } from './special.ts'

// xAPI 1.0.3, Data 2.4.2.4: an account has a homePage (IRL) and a name.
const account = ofShape(shape('Data 2.4.2.4', { 'homePage!': iri, 'name!': string('Data 2.4.2.4', (text) => text !== '', 'a name') }))

// xAPI 1.0.3, Data 2.4.2.3: the four Inverse Functional Identifiers.
const identifiers = {
  mbox: string('Data 2.4.2.3', isMail, 'mailto: and an email address'),
  mbox_sha1sum: string('Data 2.4.2.3', (text) => /^[0-9a-f]{40}$/i.test(text), 'a SHA-1 hash in hexadecimal'),
  openid: iri,
  account,
}
const identifierNames = Object.keys(identifiers)

const agentShape = shape('Data 2.4.2.1', { objectType: oneOf('Data 2.4.2.1', ['Agent']), name: string('Data 2.4.2.1'), ...identifiers })

// xAPI 1.0.3, Data 2.4.2.1: an Agent has one of the four identifiers and no more than one.
export const agent: Check = (value, look) => {
  if (!fitsShape(agentShape, value, look)) return
  if (identifiersIn(value) !== 1) breaks(look, 'Data 2.4.2.1: an Agent has exactly one of mbox, mbox_sha1sum, openid and account')
}

// xAPI 1.0.3, Data 2.4.2.2: members are Agents, never Groups.
const groupShape = shape('Data 2.4.2.2', {
  'objectType!': oneOf('Data 2.4.2.2', ['Group']),
  name: string('Data 2.4.2.2'),
  member: listOf('Data 2.4.2.2', agent),
  ...identifiers,
})

export const group: Check = (value, look) => {
  if (!fitsShape(groupShape, value, look)) return
  const count = identifiersIn(value)
  // xAPI 1.0.3, Data 2.4.2.2: an Anonymous Group includes "member"; an Identified Group has exactly one identifier.
  if (count === 0 && value.member === undefined) breaks(look, 'Data 2.4.2.2: a Group without identifier has members')
  if (count > 1) breaks(look, 'Data 2.4.2.2: a Group has no more than one of mbox, mbox_sha1sum, openid and account')
}

export const actor: Check = (value, look) => (isGroup(value) ? group : agent)(value, look)

/** An agent or a group that can be found again: for a query, a document. */
export const identifiedActor: Check = (value, look) => {
  actor(value, look)
  if (isGroup(value) && identifiersIn(value) === 0) breaks(look, 'Communication 2.1.3: a Group without identifier can not be asked for')
}

// xAPI 1.0.3, Data 2.4.9: authority is an Agent, except in 3-legged OAuth, where it is a Group with two Agents.
export const authority: Check = (value, look: Look) => {
  actor(value, look)
  if (!isGroup(value)) return
  const pair = Array.isArray(value.member) && value.member.length === 2
  if (!pair || identifiersIn(value) > 0) breaks(look, 'Data 2.4.9: a Group as authority has exactly two Agents and no identifier')
}

function isGroup(value: unknown): value is Fields {
  return isFields(value) && value.objectType === 'Group'
}

function identifiersIn(value: Fields): number {
  let count = 0
  for (const name of identifierNames) if (value[name] !== undefined) count++
  return count
}
