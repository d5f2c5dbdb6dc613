import { html } from 'hono/html'
import * as words from '#texts/generated/tools.ts'
import type { ShownScreening } from '../domain/field-tool.ts'
import { notePart, noteStep } from './common-steps.ts'
import { basisOf, type Drawing, type Html, icon, markOf, noHtml, radio, type Step, select } from './parts.ts'

/** The steps between the beginning and practice, for a tool of indicators. */
export function screeningSteps(drawing: Drawing, tool: ShownScreening): Step[] {
  const { variant } = drawing
  const parts = [
    notePart('where', words.where(variant)),
    notePart('categories', words.categoriesConfirmed(variant)),
    notePart('rejected', words.categoriesRejected(variant)),
    notePart('unknown', words.unknownGroups(variant)),
    notePart('actions', words.actions(variant)),
    notePart('referrals', words.referrals(variant)),
  ]
  return [
    { id: 'where', title: words.where(variant), body: where(drawing, tool) },
    { id: 'indicators', title: words.indicators(variant), body: indicators(drawing, tool) },
    { id: 'categories', title: words.categories(variant), body: categories(drawing, tool) },
    { id: 'actions', title: words.actions(variant), body: actions(drawing, tool) },
    { id: 'referrals', title: words.referrals(variant), body: referrals(drawing, tool) },
    noteStep(drawing, tool, html`${parts}`),
  ]
}

function where({ variant }: Drawing, { roles, places, stages }: ShownScreening): Html {
  const empty = words.notChosen(variant)
  return html`<div class="form">${select({ id: 'role', label: words.role(variant), empty }, roles)}
${select({ id: 'place', label: words.place(variant), empty }, places)}
${select({ id: 'stage', label: words.stage(variant), empty, hint: words.stageHint(variant) }, stages)}</div>`
}

function indicators(drawing: Drawing, { groups }: ShownScreening): Html {
  const { variant } = drawing
  const box = (id: string, text: string, urgent = false) =>
    html`<label class="choice"><input type="checkbox" data-indicator="${id}" autocomplete="off"><span>${text}${urgent ? html` <strong class="urgent">${words.urgentMark(variant)}</strong>` : noHtml}</span></label>`
  const drawn = groups.map(
    (group) => html`<fieldset class="group" data-group="${group.id}"><legend><h3>${group.title}</h3></legend>${markOf(drawing, group)}
<div class="choices">${group.indicators.map((one) => box(one.id, one.text, one.urgent))}
<label class="choice unknown"><input type="checkbox" data-unknown="${group.id}" autocomplete="off"><span>${words.unknown(variant)}</span></label></div>
${basisOf(drawing, group)}</fieldset>`,
  )
  return html`<p>${words.indicatorsLead(variant)}</p>
<div class="notice refusal" id="urgent" hidden>${icon('refusal')}<p class="title">${words.urgent(variant)}</p></div>
<p class="count" data-count="suggested" data-scripted hidden></p>
<div class="groups">${drawn}</div>`
}

function categories(drawing: Drawing, tool: ShownScreening): Html {
  const { variant } = drawing
  const { confirm, add, reject } = tool.reasons
  const options = [...confirm, ...add.filter(({ id }) => !confirm.some((one) => one.id === id)), ...reject]
  const rows = tool.categories.map(
    ({ id, text, ...basis }) => html`<li data-category="${id}"><fieldset><legend><h4>${text}</h4></legend>${markOf(drawing, basis)}
<p class="because" data-because hidden></p>
<div class="choices side">${radio(`decide-${id}`, 'confirm', words.confirm(variant))}${radio(`decide-${id}`, 'reject', words.reject(variant))}${radio(`decide-${id}`, '', words.undecided(variant), { checked: true })}</div>
<div data-reason>${select({ id: `why-${id}`, label: words.reason(variant), empty: words.reasonChoose(variant) }, options)}</div>
<p class="fault" data-reason-missing hidden>${words.reasonMissing(variant)}</p>
${basisOf(drawing, basis)}</fieldset></li>`,
  )
  return html`<p>${words.categoriesLead(variant)}</p>
<p class="count" data-count="open" data-scripted hidden></p>
<div data-scripted hidden><h3>${words.suggestedTitle(variant)}</h3><p data-none>${words.suggestedNone(variant)}</p><ul class="rows" id="suggested"></ul></div>
<details class="others" open id="others-fold"><summary>${words.othersTitle(variant)}</summary><ul class="rows" id="others">${rows}</ul></details>`
}

const aimOf = ({ variant }: Drawing, tool: ShownScreening, aim: { for: 'all' | string[] }) =>
  aim.for === 'all'
    ? words.forAll(variant)
    : tool.categories
        .filter(({ id }) => aim.for.includes(id))
        .map(({ text }) => text)
        .join(', ')

function actions(drawing: Drawing, tool: ShownScreening): Html {
  const { variant } = drawing
  const list = tool.actions.map(
    (
      one,
      i,
    ) => html`<li data-action="${i}"><p>${one.urgent ? html`<strong class="urgent">${words.urgentMark(variant)}</strong> ` : noHtml}<span data-text>${one.text}</span> ${markOf(drawing, one)}</p>
<p class="quiet">${words.aim(variant)}: ${aimOf(drawing, tool, one)}</p>${basisOf(drawing, one)}</li>`,
  )
  const paths = tool.paths.map(
    (path, i) =>
      html`<section class="path" data-path="${i}"><h3>${path.title}</h3><ol class="do">${path.steps.map((step) => html`<li>${step.text} ${markOf(drawing, step)}${basisOf(drawing, step)}</li>`)}</ol></section>`,
  )
  return html`<p data-nothing hidden>${words.actionsNone(variant)}</p><ul class="rows" id="action-list">${list}</ul>${paths}`
}

function referrals(drawing: Drawing, tool: ShownScreening): Html {
  const { variant } = drawing
  const drawn = tool.referrals.map((one, i) => {
    const rows: [string, string | undefined][] = [
      [words.aim(variant), aimOf(drawing, tool, one)],
      [words.how(variant), one.how],
      [words.deadline(variant), one.deadline],
      [words.write(variant), one.write],
      [words.leaveOut(variant), one.leaveOut],
      [words.feedback(variant), one.feedback],
    ]
    const list = rows.flatMap(([term, text]) => (text === undefined ? [] : [html`<div><dt>${term}</dt><dd>${text}</dd></div>`]))
    return html`<article class="referral" data-referral="${i}"><h3 data-text>${one.to}</h3>${markOf(drawing, one)}<dl class="facts-list">${list}</dl>${basisOf(drawing, one)}</article>`
  })
  return html`<p data-nothing hidden>${words.actionsNone(variant)}</p><p class="quiet">${words.directory(variant)}</p><div class="referrals">${drawn}</div>`
}
