/** Draws how far one has come through the gates. */
import type { ShownGates } from '../domain/field-tool.ts'
import { type GateState, type GatesStanding, gatesStanding } from '../domain/gates.ts'
import type { RunnerWords } from '../domain/runner-words.ts'
import { all, chosen, fillNote, one, show, tellAloud, write } from './page.ts'

const stateWords: Record<GateState, keyof RunnerWords> = {
  passed: 'gatePassed',
  later: 'gateLater',
  stopped: 'gateStopped',
  unchecked: 'gateUnchecked',
  open: 'gateOpen',
  locked: 'gateLockedShort',
}

let told = ''

export function showGates(tool: ShownGates, words: RunnerWords): GatesStanding {
  const choices = new Map(
    tool.gates.flatMap(({ id }) => [[id, chosen(`gate-${id}`)] as const]).filter((pair): pair is [string, string] => pair[1] !== undefined),
  )
  const checked = new Set(all<HTMLInputElement>('[data-check]:checked').map((box) => box.dataset['check'] ?? ''))
  const standing = gatesStanding(tool, { chosen: choices, checked })
  const barrier = standing.stopped ?? standing.current
  for (const [i, { id }] of tool.gates.entries()) {
    const state = standing.states[i] ?? 'locked'
    showGate(id, state, barrier === undefined ? '' : `${words.gateLocked}: ${barrier + 1}. ${tool.gates[barrier]?.title ?? ''}`)
    const sign = one(`[data-state-of="gate-${id}"]`)
    write(sign, words[stateWords[state]])
    if (sign) sign.dataset['state'] = state
  }
  for (const said of all('[data-says]')) {
    const [gate = '', answer] = (said.dataset['says'] ?? '').split('/')
    show(said, choices.get(gate) === answer)
  }
  const result = resultOf(tool, standing, words)
  if (told !== '' && told !== result) tellAloud(result)
  told = result
  showNote(tool, { standing, choices, result }, words)
  return standing
}

function showGate(id: string, state: GateState, why: string): void {
  const locked = state === 'locked'
  const sign = one(`[data-locked="${id}"]`)
  write(one('.title', sign ?? document), why)
  show(sign, locked)
  const fields = one<HTMLFieldSetElement>(`[data-gate="${id}"] fieldset`)
  if (fields) fields.disabled = locked
  show(one(`[data-unchecked="${id}"]`), state === 'unchecked')
  show(one(`[data-to-note="${id}"]`), state === 'stopped')
  const section = document.getElementById(`gate-${id}`)
  show(one('[data-next]', section ?? document), state === 'passed' || state === 'later')
}

function resultOf(tool: ShownGates, { stopped, current }: GatesStanding, words: RunnerWords): string {
  const named = (i: number) => `${i + 1}. ${tool.gates[i]?.title ?? ''}`
  if (stopped !== undefined) return `${words.gateStopped}: ${named(stopped)}`
  return current === undefined ? words.gatesThrough : `${words.gatesCurrent}: ${named(current)}`
}

interface Drawn {
  readonly standing: GatesStanding
  readonly choices: ReadonlyMap<string, string>
  readonly result: string
}

function showNote(tool: ShownGates, { standing, choices, result }: Drawn, words: RunnerWords): void {
  const answerOf = (i: number) => tool.gates[i]?.answers.find(({ id }) => id === choices.get(tool.gates[i]?.id ?? ''))
  const advice = standing.stopped === undefined ? undefined : answerOf(standing.stopped)?.says
  const lines = tool.gates.map(({ title }, i) => {
    const state = standing.states[i] ?? 'locked'
    const answer = state === 'locked' ? undefined : answerOf(i)?.text
    return `${i + 1}. ${title}: ${words[stateWords[state]]}${answer === undefined ? '' : ` (${answer})`}`
  })
  fillNote('result', advice === undefined ? [result] : [result, advice])
  fillNote('gates', lines)
  fillNote(
    'later',
    standing.later.map((i) => `${i + 1}. ${tool.gates[i]?.title ?? ''}: ${answerOf(i)?.says ?? ''}`),
  )
}
