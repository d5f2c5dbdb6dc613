import type { Account, Agent } from './types.ts'

/** What is known of the one behind several agents (xAPI 1.0.3, Communication 2.4): each property is a list. */
export interface Person {
  readonly objectType: 'Person'
  readonly name?: readonly string[]
  readonly mbox?: readonly string[]
  readonly mbox_sha1sum?: readonly string[]
  readonly openid?: readonly string[]
  readonly account?: readonly Account[]
}

const properties = ['name', 'mbox', 'mbox_sha1sum', 'openid', 'account'] as const

/** The Person object of these agents, each value once. */
export function personOf(agents: readonly Agent[]): Person {
  const lists = properties.map((name) => {
    const values = agents.flatMap((agent) => (agent[name] === undefined ? [] : [agent[name]]))
    return [name, [...new Map(values.map((value) => [JSON.stringify(value), value])).values()]] as const
  })
  return { objectType: 'Person', ...Object.fromEntries(lists.filter(([, values]) => values.length > 0)) }
}
