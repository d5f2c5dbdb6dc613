/** Practice: an invented story over the same tool, and what it holds beside what was found. */
import type { ShownTool } from '../domain/field-tool.ts'
import type { GatesStanding } from '../domain/gates.ts'
import type { RunnerWords } from '../domain/runner-words.ts'
import { compared, type Standing } from '../domain/screening.ts'
import { all, one, show, write } from './page.ts'

export type Drawn = { readonly kind: 'screening'; readonly standing: Standing } | { readonly kind: 'gates'; readonly standing: GatesStanding }

export interface Practice {
  begin(id: string): void
  end(): void
  compare(drawn: Drawn): void
}

export function practiceOf(tool: ShownTool, words: RunnerWords): Practice {
  let current: string | undefined
  const board = one('#board')
  const answer = one('[data-case-answer]')
  const now = () => tool.cases.find(({ id }) => id === current)
  const open = (id: string | undefined) => {
    current = id
    const shown = now()
    write(one('[data-case-title]'), shown?.title ?? '')
    write(one('[data-case-story]'), shown?.story ?? '')
    show(board, shown !== undefined)
    show(answer, false)
    for (const sign of all('.practice-only')) show(sign, shown !== undefined)
  }
  return {
    begin: open,
    end: () => open(undefined),
    compare(drawn) {
      const shown = now()
      if (!shown || !answer) return
      const lines = drawn.kind === 'gates' ? gateLines(tool, shown, drawn.standing, words) : screeningLines(tool, shown, drawn.standing, words)
      answer.replaceChildren(...[...lines, shown.feedback].map(paragraph))
      show(answer, true)
      answer.focus()
    },
  }
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p')
  element.textContent = text
  return element
}

function screeningLines(tool: ShownTool, shown: ShownTool['cases'][number], { confirmed }: Standing, words: RunnerWords): string[] {
  if (tool.kind !== 'screening' || !('categories' in shown)) return []
  const { met, missed, extra } = compared(shown.categories, confirmed)
  const named = (ids: readonly string[]) => tool.categories.filter(({ id }) => ids.includes(id)).map(({ text }) => text)
  const line = (word: string, ids: readonly string[]) => (ids.length === 0 ? [] : [`${word}: ${named(ids).join(', ')}.`])
  return [...line(words.practiceMet, met), ...line(words.practiceMissed, missed), ...line(words.practiceExtra, extra)]
}

function gateLines(tool: ShownTool, shown: ShownTool['cases'][number], standing: GatesStanding, words: RunnerWords): string[] {
  if (tool.kind !== 'gates') return []
  if (standing.current !== undefined) return [words.practiceNotYet]
  const stops = 'stops' in shown ? tool.gates.findIndex(({ id }) => id === shown.stops) : -1
  const named = (i: number) => `${i + 1}. ${tool.gates[i]?.title ?? ''}.`
  const right = (standing.stopped ?? -1) === stops
  const held = stops < 0 ? words.practiceThrough : `${words.practiceStops}: ${named(stops)}`
  const yours = standing.stopped === undefined ? words.gatesThrough : `${words.practiceYours}: ${named(standing.stopped)}`
  return [right ? words.practiceRight : words.practiceWrong, held, ...(right ? [] : [yours])]
}
