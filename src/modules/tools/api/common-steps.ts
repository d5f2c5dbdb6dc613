/** The steps that every tool has: the beginning with its danger, practice, and the note. */
import { html } from 'hono/html'
import * as words from '#texts/generated/tools.ts'
import * as ui from '#texts/generated/ui.ts'
import type { ShownTool } from '../domain/field-tool.ts'
import { basisOf, type Drawing, type Html, icon, markAs, markOf, noHtml, radio, type Step } from './parts.ts'

export function beginning(drawing: Drawing, { contentNote, danger }: ShownTool): Step {
  const { variant } = drawing
  const steps = danger.steps.map((step) => html`<li>${step.text} ${markOf(drawing, step)}${basisOf(drawing, step)}</li>`)
  const body = html`<div class="notice info">${icon('info')}<p class="title">${words.contentNote(variant)}</p><div class="said"><p>${contentNote}</p></div></div>
<fieldset class="field danger"><legend>${danger.question}</legend>
<div class="choices side">${radio('danger', 'no', words.no(variant))}${radio('danger', 'yes', words.yes(variant))}</div></fieldset>
<div class="notice refusal" data-danger role="group" aria-labelledby="stop-title">${icon('refusal')}<p class="title" id="stop-title"><span data-scripted hidden>${words.stopTitle(variant)}</span><span data-plain>${words.dangerDo(variant)}</span></p>
<div class="said"><ol class="do">${steps}</ol><p data-scripted hidden>${words.stopAfter(variant)}</p></div></div>`
  return { id: 'begin', title: words.danger(variant), body }
}

export function practice(drawing: Drawing, tool: ShownTool): Step {
  const { variant } = drawing
  const answerOf = (index: number): string => {
    if (tool.kind === 'gates') {
      const stops = tool.cases[index]?.stops
      const at = tool.gates.findIndex(({ id }) => id === stops)
      return at < 0 ? words.practiceThrough(variant) : `${words.practiceStops(variant)}: ${at + 1}. ${tool.gates[at]?.title}.`
    }
    const held = tool.cases[index]?.categories ?? []
    const names = tool.categories.filter(({ id }) => held.includes(id)).map(({ text }) => text)
    return `${words.categoriesConfirmed(variant)}: ${names.join(', ')}.`
  }
  const cases = tool.cases.map(
    (one, i) => html`<article class="case"><h3>${one.title} ${markAs(drawing, 'sample')}</h3><p class="story">${one.story}</p>
<p data-scripted hidden><button class="button" type="button" data-practise="${one.id}">${words.practiceStart(variant)}</button></p>
<details data-plain><summary>${words.practiceAnswer(variant)}</summary><p>${answerOf(i)}</p><p>${one.feedback}</p></details></article>`,
  )
  const clears = html`<p class="quiet" data-scripted hidden>${words.practiceClears(variant)}</p>`
  return { id: 'practice', title: words.practice(variant), body: html`<p>${words.practiceLead(variant)}</p>${clears}${cases}` }
}

/** The story of the case that is practised, above every step. */
export function practiceBoard({ variant }: Drawing): Html {
  return html`<aside class="board" id="board" aria-labelledby="board-title" hidden>
<p class="title" id="board-title"><span class="mark sample">${icon('sample')}${words.practiceOn(variant)}</span> <strong data-case-title></strong></p>
<p data-case-story></p>
<p class="row"><button class="button" type="button" data-compare>${words.practiceCompare(variant)}</button><button class="button quiet" type="button" data-end-practice>${words.practiceEnd(variant)}</button></p>
<div data-case-answer tabindex="-1" hidden></div>
</aside>`
}

/** The note: a sheet of paper that fills itself. Without the script it is a form to be filled by hand. */
export function noteStep(drawing: Drawing, tool: ShownTool, paper: Html): Step {
  const { variant } = drawing
  const body = html`<p>${words.noteLead(variant)}</p>
<div class="row fields"><div class="field"><label for="note-date">${words.date(variant)}</label><input class="input short" type="date" id="note-date" autocomplete="off"></div>
<div class="field"><label for="note-place">${words.placeCode(variant)}</label><p class="hint" id="note-place-hint">${words.placeCodeHint(variant)}</p>
<input class="input short" id="note-place" maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="note-place-hint note-place-fault">
<p class="fault" id="note-place-fault" hidden>${words.placeCodeWrong(variant)}</p></div></div>
<div class="paper" id="paper"><p class="kicker">${words.noName(variant)} <strong class="practice-only" hidden>${words.practiceOn(variant)}</strong></p>
<h3>${tool.title}</h3>
<p class="quiet">${tool.code} · ${words.versionNumber(variant, { version: tool.version })}${tool.sample ? html` · ${ui.markSample(variant)}` : noHtml}</p>
<dl class="facts-list"><div><dt>${words.date(variant)}</dt><dd data-note="date">…</dd></div><div><dt>${words.placeCode(variant)}</dt><dd data-note="place">…</dd></div></dl>
${paper}</div>
<p data-scripted hidden><button class="button main" type="button" data-print>${words.print(variant)}</button></p>`
  return { id: 'note', title: words.note(variant), body }
}

/** A part of the note that the script fills. */
export function notePart(name: string, title: string): Html {
  return html`<section data-part="${name}"><h4>${title}</h4><ul data-note="${name}"></ul></section>`
}
