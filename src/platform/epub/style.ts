/** Little on purpose: type and size belong to the reader's device. */
export const style = `body { line-height: 1.5; margin: 0 4%; }
h1, h2, h3 { line-height: 1.2; hyphens: none; page-break-after: avoid; }
h1 { margin: 2em 0 1em; }
.kicker { margin: 2em 0 0; font-family: sans-serif; font-size: 0.85em; font-weight: bold; color: #0b4a4d; }
.kicker + h1 { margin-top: 0.2em; }
.index ul { list-style: none; padding: 0; }
.index li { margin: 0 0 0.6em; }
.index a { display: block; margin-left: 1.2em; font-size: 0.9em; }
.title-page h1 { margin-top: 4em; font-size: 2em; }
.site, .label, .note, .facts dt { font-family: sans-serif; font-size: 0.8em; }
.sample { border: 2px solid; padding: 0.3em 0.6em; font-family: sans-serif; font-weight: bold; font-size: 0.85em; }
.facts dd, dd { margin: 0 0 0.6em; }
dt { font-weight: bold; }
.facts dt { font-weight: normal; }
.box { border-left: 4px solid #0b4a4d; padding: 0.2em 0 0.2em 1em; margin: 1.2em 0; }
.warning { border-left: 4px double #a36200; }
.label { margin: 0; }
.title { margin: 0 0 0.6em; font-weight: bold; page-break-after: avoid; }
.note { margin: -0.4em 0 1.2em; }
.checklist { list-style: square; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid; padding: 0.3em 0.6em; text-align: left; vertical-align: top; }
.end { text-align: right; }
.center { text-align: center; }
figure { margin: 1.2em 0; page-break-inside: avoid; }
img { max-width: 100%; height: auto; }
figcaption { font-family: sans-serif; font-size: 0.85em; }
blockquote { margin: 1em 1.5em; }
`
