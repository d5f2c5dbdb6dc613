import type { Variant } from '#kernel/localized.ts'
import { type ForwardingState, forwardedAuthorities } from '#modules/records/index.ts'
import * as words from '#texts/generated/record-desk.ts'

type Word = (variant: Variant) => string

const states: Readonly<Record<ForwardingState['state'], Word>> = {
  paused: words.statePaused,
  trouble: words.stateTrouble,
  waiting: words.stateWaiting,
  done: words.stateDone,
}

export function stateSaid(state: ForwardingState['state'], variant: Variant): string {
  return states[state](variant)
}

const authorities = { centre: words.whoseCentre, device: words.whoseDevices, client: words.whoseSystems }

export function authorityOptions(variant: Variant): { value: string; label: string }[] {
  return forwardedAuthorities.map((value) => ({ value, label: authorities[value](variant) }))
}

const problems: Readonly<Record<string, Word>> = {
  unreachable: words.problemUnreachable,
  'too-slow': words.problemTooSlow,
  'too-long': words.problemTooLong,
  'secret-lost': words.problemSecretLost,
  'refuses-all': words.problemRefusesAll,
  'answered-401': words.problemNotKnown,
  'answered-403': words.problemNotAllowed,
  'answered-404': words.problemNotThere,
  'answered-405': words.problemNotThere,
  'answered-429': words.problemBusy,
  'answered-503': words.problemBusy,
}

/** What stands in the way, and what to do; what has no words of its own says what the other side answered. */
export function problemSaid(problem: string, variant: Variant): string {
  const [, status] = /^answered-(\d+)$/.exec(problem) ?? []
  const known = problems[problem]
  if (known) return known(variant)
  if (status === undefined) return words.problemOther(variant)
  return status.startsWith('3') ? words.problemMoved(variant) : words.problemAnswered(variant, { status })
}
