/** Reads a page as a browser does, tag by tag, and finds what of a payload would run or has become markup. */

const addresses = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'background', 'to', 'values'])
/** What stands in these is text until they are closed. */
const textual = new Set(['script', 'style', 'textarea', 'title'])
const code = /^(javascript|vbscript|data:text\/html)/i
const attribute = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']*)))?/y

/** Each piece that would run, or an element that came with the text; nothing is found where all of it is text. */
export function wouldRun(html: string): string[] {
  const found: string[] = []
  const opening = /<!--[\s\S]*?-->|<([a-z][^\s/>]*)/gi
  for (let tag = opening.exec(html); tag; tag = opening.exec(html)) {
    const name = tag[1]?.toLowerCase()
    if (name === undefined) continue
    const { own, end } = attributesAt(html, opening.lastIndex)
    found.push(...faultsOf(name, own))
    opening.lastIndex = end
    if (!textual.has(name)) continue
    const close = html.toLowerCase().indexOf(`</${name}`, end)
    const inside = html.slice(end, close < 0 ? undefined : close)
    if (name === 'script' && outsideStrings(inside).includes('__xss')) found.push(`script: ${inside.slice(0, 120)}`)
    if (name === 'style' && inside.includes('__xss')) found.push(`style: ${inside.slice(0, 120)}`)
    opening.lastIndex = close < 0 ? html.length : close
  }
  return found
}

function attributesAt(html: string, from: number): { own: [string, string][]; end: number } {
  const own: [string, string][] = []
  attribute.lastIndex = from
  for (let one = attribute.exec(html); one; one = attribute.exec(html)) {
    own.push([(one[1] ?? '').toLowerCase(), one[2] ?? one[3] ?? one[4] ?? ''])
    from = attribute.lastIndex
  }
  const end = html.indexOf('>', from)
  return { own, end: end < 0 ? html.length : end + 1 }
}

function faultsOf(element: string, own: readonly [string, string][]): string[] {
  const faults = own.flatMap(([name, value]) => {
    const runs =
      (name.startsWith('on') && value.includes('__xss')) ||
      (addresses.has(name) && code.test(bare(value))) ||
      ((name === 'srcdoc' || name === 'style') && value.includes('__xss'))
    return runs ? [`${element} ${name}=${value.slice(0, 120)}`] : []
  })
  return element === 'xss-mark' ? ['element xss-mark', ...faults] : faults
}

/** An address without what browsers pass over, its references to characters read. */
function bare(value: string): string {
  return value
    .replace(/&#x([0-9a-f]+);?/gi, (_, digits: string) => String.fromCodePoint(Number.parseInt(digits, 16) % 0x110000))
    .replace(/&#(\d+);?/g, (_, digits: string) => String.fromCodePoint(Number(digits) % 0x110000))
    .replace(/&(tab|newline);/gi, '')
    .replaceAll(/[\p{Cc}\s]/gu, '')
}

/** A script with its strings emptied: what stands in them is data. */
function outsideStrings(script: string): string {
  return script.replaceAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, '""')
}
