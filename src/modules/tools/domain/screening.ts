/** From ticks to suggestions, from what a person decided to what is to be done. Nothing is decided here. */
import type { ScreeningTool, ToolAim } from '@putokaz/manuscript'

/** What a person chose of a category: it holds or not, and why. Without a reason it is not decided yet. */
export interface Choice {
  readonly deed: 'confirm' | 'reject'
  readonly reason?: string
}

/** What was ticked and chosen so far. It lives in the page and nowhere else. */
export interface Screening {
  readonly stage?: string
  readonly seen: ReadonlySet<string>
  readonly choices: ReadonlyMap<string, Choice>
}

export interface Suggestion {
  readonly category: string
  /** Ids of the indicators that suggest it, in the order of the tool. */
  readonly because: readonly string[]
}

export type CategoryState = 'quiet' | 'suggested' | 'reason-missing' | 'confirmed' | 'rejected'

export interface Standing {
  readonly suggestions: readonly Suggestion[]
  readonly states: ReadonlyMap<string, CategoryState>
  readonly confirmed: readonly string[]
  /** Something that was seen cannot wait, whatever is decided of its category. */
  readonly urgent: boolean
  /** What a person has still to decide. */
  readonly open: readonly string[]
}

type Words<T> = ScreeningTool<T>

/** The categories that the ticked indicators point to, in the order of the tool. An unknown id points to nothing. */
export function suggestionsOf<T>(tool: Words<T>, seen: ReadonlySet<string>): Suggestion[] {
  const ticked = tool.groups.flatMap(({ indicators }) => indicators).filter(({ id }) => seen.has(id))
  return tool.categories.flatMap(({ id }) => {
    const because = ticked.filter(({ suggests }) => suggests.includes(id)).map((one) => one.id)
    return because.length === 0 ? [] : [{ category: id, because }]
  })
}

export function standingOf<T>(tool: Words<T>, { seen, choices }: Screening): Standing {
  const suggestions = suggestionsOf(tool, seen)
  const suggested = new Set(suggestions.map(({ category }) => category))
  const states = new Map(tool.categories.map(({ id }) => [id, stateOf(tool, suggested.has(id), choices.get(id))]))
  const inState = (...wanted: CategoryState[]) => tool.categories.map(({ id }) => id).filter((id) => wanted.includes(states.get(id) ?? 'quiet'))
  const urgent = tool.groups.some(({ indicators }) => indicators.some((one) => one.urgent && seen.has(one.id)))
  return { suggestions, states, confirmed: inState('confirmed'), urgent, open: inState('suggested', 'reason-missing') }
}

function stateOf<T>({ reasons }: Words<T>, suggested: boolean, choice: Choice | undefined): CategoryState {
  if (!choice || (choice.deed === 'reject' && !suggested)) return suggested ? 'suggested' : 'quiet'
  const allowed = reasonsFor({ reasons }, choice.deed, suggested)
  if (!allowed.some(({ id }) => id === choice.reason)) return 'reason-missing'
  return choice.deed === 'confirm' ? 'confirmed' : 'rejected'
}

/** The short list a reason is taken from: what nobody suggested is added, not confirmed. */
export function reasonsFor<T>({ reasons }: Pick<Words<T>, 'reasons'>, deed: Choice['deed'], suggested: boolean): Words<T>['reasons']['confirm'] {
  if (deed === 'reject') return reasons.reject
  return suggested ? reasons.confirm : reasons.add
}

/** Places in the lists of the tool of what is to be done now; what cannot wait stands first. */
export interface ToDo {
  readonly actions: readonly number[]
  readonly paths: readonly number[]
  readonly referrals: readonly number[]
}

/** For confirmed categories at a stage; without a stage, everything that could come. Nothing confirmed, nothing to do. */
export function toDo<T>(tool: Words<T>, confirmed: readonly string[], stage?: string): ToDo {
  const holds = (aim: ToolAim) =>
    (aim.for === 'all' || aim.for.some((id) => confirmed.includes(id))) && (stage === undefined || !aim.stages || aim.stages.includes(stage))
  const places = <A>(list: readonly A[], wanted: (one: A) => boolean) => list.flatMap((one, i) => (confirmed.length > 0 && wanted(one) ? [i] : []))
  const actions = places(tool.actions, holds)
  const urgent = (i: number) => tool.actions[i]?.urgent === true
  return {
    actions: [...actions.filter(urgent), ...actions.filter((i) => !urgent(i))],
    paths: places(tool.paths, ({ category }) => confirmed.includes(category)),
    referrals: places(tool.referrals, holds),
  }
}

/** How what was confirmed in practice differs from what the case holds. */
export function compared(expected: readonly string[], confirmed: readonly string[]): { met: string[]; missed: string[]; extra: string[] } {
  return {
    met: expected.filter((id) => confirmed.includes(id)),
    missed: expected.filter((id) => !confirmed.includes(id)),
    extra: confirmed.filter((id) => !expected.includes(id)),
  }
}
