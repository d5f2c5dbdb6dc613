import { agentKey, type Statement } from '@putokaz/xapi'
import { unidentified, withAgents } from './agents-in.ts'

/**
 * A statement as one may see it who is not to know of whom it is: accounts of this centre stay, which are random ids; in place of
 * any other agent stands an account that leads nowhere, by a sign that is the same for the same agent.
 */
export function nameless(statement: Statement, { homePage, sign }: { homePage: string; sign: (key: string) => string }): Statement {
  const hidden = withAgents(statement, (agent) => {
    const key = agentKey(agent)
    if (key === null) return unidentified(agent)
    const account = agent.account?.homePage === homePage ? agent.account : { homePage: `${homePage}/xapi/nobody`, name: sign(key) }
    return { ...unidentified(agent), account }
  })
  return hidden as Statement
}
