import { html } from 'hono/html'
import { prefixOf } from '#kernel/variant-address.ts'
import * as words from '#texts/generated/tools.ts'
import type { ShownGates } from '../domain/field-tool.ts'
import { notePart, noteStep } from './common-steps.ts'
import { basisOf, type Drawing, type Html, icon, markOf, noHtml, radio, type Step } from './parts.ts'

type Gate = ShownGates['gates'][number]

/** The steps between the beginning and practice, for a tool of gates: one gate a step. */
export function gateSteps(drawing: Drawing, tool: ShownGates): Step[] {
  const { variant } = drawing
  const parts = [notePart('result', words.gatesResult(variant)), notePart('gates', words.stepsNav(variant)), notePart('later', words.gatesLater(variant))]
  const gates = tool.gates.map((gate, i): Step => ({ id: `gate-${gate.id}`, title: `${i + 1}. ${gate.title}`, body: gateBody(drawing, gate) }))
  return [...gates, noteStep(drawing, tool, html`${parts}`)]
}

function gateBody(drawing: Drawing, gate: Gate): Html {
  const { variant } = drawing
  const checks = gate.checks.map(
    ({ id, text }) => html`<label class="choice"><input type="checkbox" data-check="${gate.id}/${id}" autocomplete="off"><span>${text}</span></label>`,
  )
  const answers = gate.answers.map(({ id, text, says, verdict }) => {
    const effect = verdict === 'stop' ? html`<span class="hint">${words.gateStopsAs(variant)}</span>` : noHtml
    const said =
      says === undefined
        ? noHtml
        : html`<div class="notice ${verdict === 'stop' ? 'refusal' : 'info'} says" data-says="${gate.id}/${id}">${icon(verdict === 'stop' ? 'refusal' : 'info')}<p class="title">${verdict === 'stop' ? words.gateStopTitle(variant) : text}</p><div class="said"><p>${says}</p></div></div>`
    return html`${radio(`gate-${gate.id}`, id, text, { more: effect })}${said}`
  })
  const other =
    gate.tool === undefined
      ? noHtml
      : html`<p><a href="/t/${prefixOf(variant)}/${gate.tool}" target="_blank" rel="noopener noreferrer">${words.openOther(variant)}</a></p>`
  return html`<div class="notice info" data-locked="${gate.id}" hidden>${icon('locked')}<p class="title"></p></div>
<div data-gate="${gate.id}">
<fieldset class="gate"><legend>${gate.question}</legend>${markOf(drawing, gate)}${other}
${checks.length === 0 ? noHtml : html`<p class="kicker">${words.checks(variant)}</p><div class="choices">${checks}</div>`}
<p class="kicker">${words.answer(variant)}</p><div class="choices">${answers}</div></fieldset>
<p class="fault" data-unchecked="${gate.id}" hidden>${words.gateUnchecked(variant)}</p>
<p class="row" data-to-note="${gate.id}" hidden><a class="button main" href="#note">${words.note(variant)}</a></p></div>
${basisOf(drawing, gate)}`
}
