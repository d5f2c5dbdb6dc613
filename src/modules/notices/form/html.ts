import type { Variant } from '#kernel/localized.ts'
import { escapeHtml } from './escape.ts'
import type { Parts } from './parts.ts'

/** Colours and logo as the centre's settings say. */
export interface Dress {
  readonly accent: string
  readonly accentInDark: string
  /** `cid` of the attached logo. */
  readonly logo: string | undefined
}

/**
 * The letter as HTML: sentences under each other, one column, no tables, no script, nothing from afar. Programs that
 * know no dark mode show dark on light; those that do get both, so that none inverts at random.
 */
export function htmlOf(parts: Parts, subject: string, { variant, dress }: { variant: Variant; dress: Dress }): string {
  const { greeting, paragraphs, action, copyHint, event, closing, decline, centre } = parts
  const paragraph = (text: string) => `<p>${escapeHtml(text).replaceAll('\n', '<br>')}</p>`
  const link = ({ label, address }: { label: string; address: string }, kind: string) =>
    `<a class="${kind}" href="${escapeHtml(address)}">${escapeHtml(label)}</a>`
  return [
    `<!doctype html>\n<html lang="${variant}" dir="ltr">\n<head>\n<meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">\n<meta name="supported-color-schemes" content="light dark">',
    `<title>${escapeHtml(subject)}</title>\n<style>${styleOf(dress)}</style>\n</head>\n<body>\n<div class="letter">`,
    `<div class="head" role="banner">${dress.logo === undefined ? '' : `<img src="cid:${escapeHtml(dress.logo)}" alt="" height="48">`}<p class="centre">${escapeHtml(centre)}</p></div>`,
    '<div class="body" role="main">',
    `<h1>${escapeHtml(subject)}</h1>`,
    paragraph(greeting),
    ...paragraphs.map(paragraph),
    ...(action
      ? [`<p>${link(action, 'action')}</p>`, `<p class="small">${escapeHtml(copyHint)}<br><span class="address">${escapeHtml(action.address)}</span></p>`]
      : []),
    ...(event === undefined ? [] : [paragraph(event)]),
    '</div>\n<div class="foot" role="contentinfo">',
    ...closing.map(paragraph),
    ...(decline ? [`<p>${link(decline, 'decline')}</p>`] : []),
    '</div>\n</div>\n</body>\n</html>\n',
  ].join('\n')
}

function styleOf({ accent, accentInDark }: Dress): string {
  return `
:root { color-scheme: light dark; supported-color-schemes: light dark }
body { margin: 0; padding: 24px 16px; background: #fcfcf8; color: #14201f; font: 17px/1.55 "Source Sans 3", "Segoe UI", Roboto, Arial, sans-serif }
.letter { max-width: 34em; margin: 0 auto }
.head { border-bottom: 3px solid ${accent}; padding-bottom: 8px; margin-bottom: 24px }
.head img { display: block; height: 48px; max-width: 100% }
.centre { margin: 8px 0 0; font-weight: 600 }
h1 { font-size: 24px; line-height: 1.25; margin: 0 0 16px }
p { margin: 0 0 16px }
.action { display: inline-block; padding: 12px 20px; border-radius: 4px; background: ${accent}; color: #ffffff; font-weight: 600; text-decoration: none }
.small, .foot { font-size: 15px; color: #3d4c49 }
.address { word-break: break-all }
.decline { color: ${accent} }
.foot { border-top: 1px solid #64746d; margin-top: 24px; padding-top: 16px }
@media (prefers-color-scheme: dark) {
body { background: #0f1716; color: #ebf1ed }
.head { border-color: ${accentInDark} }
.action { background: ${accentInDark}; color: #0f1716 }
.small, .foot { color: #b9c7c2 }
.decline { color: ${accentInDark} }
}
`
}
