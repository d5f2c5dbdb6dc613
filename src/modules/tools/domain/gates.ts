/** How far one comes through gates that are passed one after the other. */
import type { GatesTool } from '@putokaz/manuscript'

/** The chosen answer of a gate, by their ids, and the ids of what was ticked beside it (`gate/check`). */
export interface GateAnswers {
  readonly chosen: ReadonlyMap<string, string>
  readonly checked: ReadonlySet<string>
}

export type GateState = 'passed' | 'later' | 'stopped' | 'unchecked' | 'open' | 'locked'

export interface GatesStanding {
  readonly states: readonly GateState[]
  /** The gate at which it stops. */
  readonly stopped?: number
  /** The first gate that has still to be answered or ticked whole. */
  readonly current?: number
  /** Gates that were passed with something to finish before departure. */
  readonly later: readonly number[]
  readonly through: boolean
}

/** Nothing behind a gate that is not passed counts, whatever was answered there before. */
export function gatesStanding<T>(tool: GatesTool<T>, answers: GateAnswers): GatesStanding {
  const states: GateState[] = []
  let barred = false
  for (const gate of tool.gates) {
    const state: GateState = barred ? 'locked' : stateOf(gate, answers)
    states.push(state)
    barred = barred || state === 'stopped' || state === 'unchecked' || state === 'open'
  }
  const stopped = states.indexOf('stopped')
  const current = states.findIndex((state) => state === 'open' || state === 'unchecked')
  return {
    states,
    ...(stopped >= 0 && { stopped }),
    ...(current >= 0 && { current }),
    later: states.flatMap((state, i) => (state === 'later' ? [i] : [])),
    through: !barred,
  }
}

/** A stop needs no ticks; to pass, everything beside the gate must be ticked. */
function stateOf<T>(gate: GatesTool<T>['gates'][number], { chosen, checked }: GateAnswers): GateState {
  const answer = gate.answers.find(({ id }) => id === chosen.get(gate.id))
  if (!answer) return 'open'
  if (answer.verdict === 'stop') return 'stopped'
  if (gate.checks.some(({ id }) => !checked.has(`${gate.id}/${id}`))) return 'unchecked'
  return answer.verdict === 'later' ? 'later' : 'passed'
}
