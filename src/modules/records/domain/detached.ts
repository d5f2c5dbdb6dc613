import { agentKey, keysOfAgents, type Statement } from '@putokaz/xapi'
import { unidentified, withAgents } from './agents-in.ts'

export interface Leaving {
  /** Her account here. */
  readonly actor: string
  /** The id that leads to nobody. */
  readonly nobody: string
  /** Of accounts of this centre. */
  readonly homePage: string
  /** Keys of the agents she is: her account here, and what other systems name her by. */
  readonly agents: readonly string[]
}

/**
 * A statement without the person: nobody's account stands wherever she was named. What was answered goes with her, if she is
 * whom it is about; another's answers stay when she was only the trainer.
 */
export function detached(body: Partial<Statement>, leaving: Leaving): Partial<Statement> {
  const freed = isAbout(body, leaving) ? withoutAnswers(body) : body
  const renamed = withoutHer(freed, leaving) as Partial<Statement>
  return JSON.parse(JSON.stringify(renamed).replaceAll(leaving.actor, leaving.nobody))
}

/** Of what some restored backup held there may be no more than a beginning: then it is taken to be about her. */
function isAbout(body: Partial<Statement>, { agents }: Leaving): boolean {
  if (!body.actor || !body.verb || !body.object) return true
  const inner = body.object.objectType === 'SubStatement' && 'actor' in body.object ? [agentKey(body.object.actor)] : []
  return [...keysOfAgents(body as Statement).actor, ...inner].some((key) => key !== null && agents.includes(key))
}

function withoutAnswers(body: Partial<Statement>): Partial<Statement> {
  const { attachments: _attachments, result, context, ...rest } = body
  const { response: _response, extensions: _extensions, ...outcome } = result ?? {}
  const { registration: _registration, ...around } = context ?? {}
  const object = rest.object?.objectType === 'SubStatement' ? withoutAnswers(rest.object as Partial<Statement>) : rest.object
  return { ...rest, ...(object && { object }), ...(result && { result: outcome }), ...(context && { context: around }) } as Partial<Statement>
}

function withoutHer(value: unknown, { agents, homePage, nobody }: Leaving): unknown {
  return withAgents(value, (agent) => {
    const key = agentKey(agent)
    return key !== null && agents.includes(key) ? { ...unidentified(agent), account: { homePage, name: nobody } } : agent
  })
}
