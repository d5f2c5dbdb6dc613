import type { Identifiers } from '@putokaz/xapi'

export type FoundAgent = Identifiers & { readonly name?: string; readonly objectType?: string }

/** The same value with another one in place of every agent and group in it, however deep. */
export function withAgents(value: unknown, change: (agent: FoundAgent) => object): unknown {
  if (Array.isArray(value)) return value.map((one) => withAgents(one, change))
  if (typeof value !== 'object' || value === null) return value
  const found = isAgent(value) ? change(value) : value
  return Object.fromEntries(Object.entries(found).map(([name, one]) => [name, withAgents(one, change)]))
}

function isAgent(value: object): value is FoundAgent {
  const { mbox, mbox_sha1sum: sum, openid, account, objectType } = value as Record<string, unknown>
  if (objectType === 'Agent' || objectType === 'Group') return true
  if ([mbox, sum, openid].some((one) => typeof one === 'string')) return true
  const { homePage, name } = (typeof account === 'object' && account !== null ? account : {}) as Record<string, unknown>
  return typeof homePage === 'string' && typeof name === 'string'
}

/** An agent without its name and whatever it is known by. */
export function unidentified(agent: FoundAgent): object {
  const { name: _name, mbox: _mbox, mbox_sha1sum: _sum, openid: _openid, account: _account, ...rest } = agent
  return rest
}
