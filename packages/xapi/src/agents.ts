import type { Account, Actor, Agent, Group, Identifiers, Statement, SubStatement } from './types.ts'

/**
 * One text for who an agent or identified group is, or null for an anonymous group.
 * xAPI 1.0.3, Data 2.4.2.3: an Inverse Functional Identifier is unique to a persona.
 */
export function agentKey(actor: Identifiers): string | null {
  if (actor.mbox !== undefined) return `mbox:${plainMbox(actor.mbox)}`
  if (actor.mbox_sha1sum !== undefined) return `mbox_sha1sum:${actor.mbox_sha1sum.toLowerCase()}`
  if (actor.openid !== undefined) return `openid:${actor.openid}`
  return actor.account === undefined ? null : accountKey(actor.account)
}

// xAPI 1.0.3, Data 2.4.2.3: the domain portions of email addresses are case insensitive.
export function plainMbox(mbox: string): string {
  const at = mbox.lastIndexOf('@')
  return mbox.slice(0, at) + mbox.slice(at).toLowerCase()
}

// An IRI has no "|" (RFC 3987 §2.2), so that two accounts never share a text.
function accountKey({ homePage, name }: Account): string {
  return `account:${homePage}|${name}`
}

function keysOf(actor: Actor | undefined, into: Set<string>): void {
  if (actor === undefined) return
  const key = agentKey(actor)
  if (key !== null) into.add(key)
  for (const member of actor.objectType === 'Group' ? (actor.member ?? []) : []) keysOf(member, into)
}

/**
 * Who a statement is about, as keys. `actor`: what the filter `agent` looks at by itself (actor and object, members of
 * groups included); `related`: with `related_agents` (also authority, instructor, team, context agents and groups, and the same of a sub-statement).
 */
export function keysOfAgents(statement: Statement): { actor: string[]; related: string[] } {
  const actor = new Set<string>()
  keysOf(statement.actor, actor)
  keysOf(agentIn(statement.object), actor)
  const related = new Set(actor)
  keysOf(statement.authority, related)
  relatedOf(statement, related)
  if (statement.object.objectType === 'SubStatement') {
    keysOf(statement.object.actor, related)
    keysOf(agentIn(statement.object.object), related)
    relatedOf(statement.object, related)
  }
  return { actor: [...actor], related: [...related] }
}

function agentIn(object: Statement['object'] | SubStatement['object']): Actor | undefined {
  return object.objectType === 'Agent' || object.objectType === 'Group' ? (object as Agent | Group) : undefined
}

function relatedOf({ context }: Statement | SubStatement, into: Set<string>): void {
  keysOf(context?.instructor, into)
  keysOf(context?.team, into)
  for (const { agent } of context?.contextAgents ?? []) keysOf(agent, into)
  for (const { group } of context?.contextGroups ?? []) keysOf(group, into)
}
