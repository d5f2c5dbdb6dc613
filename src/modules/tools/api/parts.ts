/** Small pieces of a tool's document. */
import type { ToolBasis, ToolOption } from '@putokaz/manuscript'
import { formatDate } from '@putokaz/serbian'
import { html } from 'hono/html'
import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/tools.ts'
import * as ui from '#texts/generated/ui.ts'
import { type Shape, shapes } from '#ui/shapes.ts'

export type Html = ReturnType<typeof html>

/** For whom a document is drawn, and what it must know beside the tool. */
export interface Drawing {
  readonly variant: Variant
  /** Short names of acts by code. */
  readonly acts: ReadonlyMap<string, string>
  readonly legalState: string
}

export const noHtml: Html = html``

const marks = { B: 'check', check: 'check', practice: 'practice', I: 'sample' } as const
const markWords = { check: ui.markCheck, practice: ui.markPractice, sample: ui.markSample }

/** A drawing that stands beside its word. */
export function icon(shape: Shape): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor" stroke-width="2.25" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="${shapes[shape]}" /></svg>`
}

export function markAs({ variant }: Pick<Drawing, 'variant'>, kind: 'check' | 'practice' | 'sample'): Html {
  return html`<span class="mark ${kind}">${icon(kind)}${markWords[kind](variant)}</span>`
}

/** How sure a line is, where it is not seen in a source. */
export function markOf(drawing: Drawing, { mark }: Pick<ToolBasis, 'mark'>): Html {
  if (mark === 'V' || mark === 'D') return noHtml
  return markAs(drawing, marks[mark])
}

/** On what a line rests and since when it holds; folded, for it is long and always there. */
export function basisOf(drawing: Drawing, basis: ToolBasis): Html {
  const { variant, acts, legalState } = drawing
  const cites = basis.cites.map(({ act, article }) => {
    const name = acts.get(act) ?? act
    return article === undefined ? name : `${name}, ${words.basisArticle(variant, { article })}`
  })
  const rows: [string, string][] = [
    ...(cites.length > 0 ? [[words.basisAct(variant), cites.join('; ')] as [string, string]] : []),
    ...(basis.fact === undefined ? [] : [[words.basisFact(variant), basis.fact] as [string, string]]),
    ...(basis.source === undefined ? [] : [[words.basisSource(variant), basis.source] as [string, string]]),
    [words.validAsOf(variant), formatDate(basis.asOf ?? legalState, variant)],
  ]
  const list = rows.map(([term, text]) => html`<div><dt>${term}</dt><dd>${text}</dd></div>`)
  return html`<details class="basis"><summary>${words.basis(variant)}</summary><dl>${list}</dl></details>`
}

/** One of several: a radio button with its words as target. */
export function radio(name: string, value: string, text: string, given: { checked?: boolean; more?: Html } = {}): Html {
  return html`<label class="choice"><input type="radio" name="${name}" value="${value}" autocomplete="off"${given.checked ? html` checked` : noHtml}><span>${text}${given.more ?? noHtml}</span></label>`
}

export function select(field: { id: string; label: string; empty: string; hint?: string }, options: readonly ToolOption<string>[]): Html {
  const { id, label, empty, hint } = field
  return html`<div class="field">
<label for="${id}">${label}</label>
${hint === undefined ? noHtml : html`<p class="hint" id="${id}-hint">${hint}</p>`}
<select class="input" id="${id}" autocomplete="off"${hint === undefined ? noHtml : html` aria-describedby="${id}-hint"`}>
<option value="">${empty}</option>${options.map((one) => html`<option value="${one.id}">${one.text}</option>`)}
</select></div>`
}

/** A step of the tool: a section that the script shows alone. Its address is its own and says nothing of what was entered. */
export interface Step {
  readonly id: string
  readonly title: string
  readonly body: Html
}

export function stepSection({ variant }: Drawing, steps: readonly Step[], index: number): Html {
  const [step, before, after] = [steps[index], steps[index - 1], steps[index + 1]]
  if (!step) return noHtml
  const back = before ? html`<a class="button quiet" href="#${before.id}">${words.previous(variant)}</a>` : noHtml
  // The note ends the work; its one main act is to print it.
  const on =
    after && step.id !== 'note'
      ? html`<a class="button main" href="#${after.id}" data-next><span>${words.next(variant)}<span class="where-to">: ${after.title}</span></span></a>`
      : noHtml
  return html`<section class="step" id="${step.id}" aria-labelledby="${step.id}-title">
<h2 id="${step.id}-title" tabindex="-1">${step.title}</h2>
${step.body}
<p class="row go">${on}${back}</p>
</section>`
}
