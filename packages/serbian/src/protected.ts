/** Half-open range of a text that no conversion may touch. */
export interface Span {
  readonly start: number
  readonly end: number
}

const URL = String.raw`(?:\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|\bmailto:)[^\s<>„“”"]*[^\s<>„“”".,;:!?)\]}]`
const MAIL = String.raw`[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+`
const DOMAIN = String.raw`(?<![\p{L}\p{N}])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:rs|срб|com|org|net|eu|int|gov|edu|info|uk|io|hr|mk|ba)(?![\p{L}\p{N}])(?:\/[^\s<>„“”"]*[^\s<>„“”".,;:!?)\]}])?`
const FILE = String.raw`(?:[\w.-]+\/)*[\p{L}\p{N}_.-]+\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|csv|txt|md|ya?ml|json|xml|x?html?|zip|epub|png|jpe?g|gif|svg|webp|mp[34]|webm|vtt|srt|m?[jt]s|css|sql|typ|ics|gz|svelte)(?![\p{L}\p{N}])`
const PATH = String.raw`(?<![^\s(„"'])\.{0,2}\/[A-Za-z0-9_.~-]+(?:\/[A-Za-z0-9_.~-]*)*`
const CODE = String.raw`\x60[^\x60]*\x60|\{[A-Za-z_][\w.]*\}|<\/?[a-z][^<>]*>|&#?\w+;|(?<![\p{L}\p{N}])--[a-z][\w-]*|(?<![\p{L}\p{N}])[@$][A-Za-z_]\w*|\w*_\w+|(?<![\p{L}\p{N}])[a-z]{2,}[A-Z]\w*`

const ANY = new RegExp([URL, MAIL, FILE, DOMAIN, PATH, CODE].join('|'), 'gu')
const HINT = /[@/`_{<&$.-]|[a-z][A-Z]/
const HINT_IN_CYRILLIC = /@|:\/\/|\.срб|`/

/** Addresses, e-mails, file names, paths and code: what stands in one script whoever reads. */
export function protectedSpans(text: string): readonly Span[] {
  return HINT.test(text) ? find(text) : NONE
}

/** The same for text read from Cyrillic, where only a few signs can announce such a span with Cyrillic letters in it. */
export function protectedCyrillicSpans(text: string): readonly Span[] {
  if (!HINT_IN_CYRILLIC.test(text)) return NONE
  const spans: Span[] = []
  for (const line of text.matchAll(/[^\n]+/g)) {
    if (!HINT_IN_CYRILLIC.test(line[0])) continue
    for (const { start, end } of find(line[0])) spans.push({ start: start + line.index, end: end + line.index })
  }
  return spans
}

const NONE: readonly Span[] = []

const find = (text: string) => Array.from(text.matchAll(ANY), (m): Span => ({ start: m.index, end: m.index + m[0].length }))
