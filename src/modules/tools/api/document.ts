/** A field tool as one document: readable whole without its script, which only shows, hides and sums up. */
import { formatDate } from '@putokaz/serbian'
import { html, raw } from 'hono/html'
import { type Variant, variants } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import * as site from '#texts/generated/site.ts'
import * as words from '#texts/generated/tools.ts'
import type { ToolPage } from '../domain/tool-page.ts'
import type { Bundle } from './bundle.ts'
import { beginning, practice, practiceBoard } from './common-steps.ts'
import { gateSteps } from './gate-steps.ts'
import { type Drawing, type Html, icon, markAs, noHtml, stepSection } from './parts.ts'
import { runnerWords } from './runner-words.ts'
import { screeningSteps } from './screening-steps.ts'

/** Each is said in its own letters, whatever the page is read in. */
const switchWords: Record<Variant, string> = { 'sr-Cyrl': words.cyrillicShort('sr-Cyrl'), 'sr-Latn': 'Lat', en: 'EN' }

export function toolDocument({ tool, acts }: ToolPage, variant: Variant, bundle: Bundle | undefined): Html {
  const drawing: Drawing = { variant, acts: new Map(acts.map(({ code, short }) => [code, short])), legalState: tool.legalState }
  const own = tool.kind === 'gates' ? gateSteps(drawing, tool) : screeningSteps(drawing, tool)
  const steps = [beginning(drawing, tool), ...own, practice(drawing, tool)]
  const ways = steps.map(({ id, title }) => html`<li><a href="#${id}"><span>${title}</span><span class="state" data-state-of="${id}"></span></a></li>`)
  return html`<!doctype html>
<html lang="${variant}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="format-detection" content="telephone=no">
<meta name="robots" content="noindex">
<title>${tool.title}</title>
<link rel="icon" href="data:,">
${bundle ? html`<link rel="stylesheet" href="${bundle.css.path}"><script type="module" src="${bundle.js.path}"></script>` : noHtml}
</head>
<body>
<a class="skip" href="#begin">${site.skipToContent(variant)}</a>
${head(tool, variant)}
<main class="tool">
<div class="intro"><h1>${tool.title}</h1>
<p class="quiet dotted"><span>${tool.code}</span><span>${words.versionNumber(variant, { version: tool.version })}</span><span>${words.legalState(variant)} ${formatDate(tool.legalState, variant)}</span></p>${tool.sample ? html`<p>${markAs(drawing, 'sample')}</p>` : noHtml}
<div class="notice warning keep">${icon('warning')}<p class="title">${words.keepTitle(variant)}</p><div class="said"><p>${words.keepText(variant)}</p></div></div>
<noscript><div class="notice info">${icon('info')}<p class="title">${words.noScript(variant)}</p></div></noscript></div>
<nav class="ways" aria-label="${words.stepsNav(variant)}"><ol>${ways}</ol>
<p data-scripted hidden><button class="button quiet" type="button" data-clear>${words.clear(variant)}</button></p></nav>
<div id="steps">${practiceBoard(drawing)}${steps.map((_, i) => stepSection(drawing, steps, i))}</div>
</main>
<p role="status" class="hidden-visually" id="said"></p>
<script type="application/json" id="data">${raw(jsonForPage({ tool, words: runnerWords(variant) }))}</script>
</body>
</html>`
}

function head({ slug }: ToolPage['tool'], variant: Variant): Html {
  const others = variants.map((one) =>
    one === variant
      ? html`<li><span aria-current="true" lang="${one}">${switchWords[one]}</span></li>`
      : html`<li><a href="/t/${prefixOf(one)}/${slug}" lang="${one}" hreflang="${one}" rel="noreferrer">${switchWords[one]}</a></li>`,
  )
  return html`<header class="tool-bar"><a href="/${prefixOf(variant)}/tools/${slug}" rel="noreferrer">← ${words.back(variant)}</a>
<nav aria-label="${words.variants(variant)}"><ul class="variants">${others}</ul></nav></header>`
}

/** Inside a script element only `<` could end it. */
function jsonForPage(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
