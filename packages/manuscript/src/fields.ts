import { isMap, isScalar } from 'yaml'
import { citesOf, isDay, marks } from './attributes.ts'
import type { Cite, Language, Localized, Mark } from './document.ts'
import { faultsOfLetters } from './letters.ts'
import { note } from './sheet.ts'
import { type At, fail, oneOf, type Read, record, shaped, text } from './yaml-nodes.ts'

/** Words in one language. */
function written(lang: Language): Read<string> {
  return (node, at) => {
    const value = text(node, at)
    if (value !== undefined) reportLetters(value, lang, at)
    return value
  }
}

/** An accepted answer: any script and language, but no word of two scripts. */
export const answer = written('en')

function reportLetters(value: string, lang: Language, at: At): void {
  const runs = [{ text: value.replaceAll('\n', ' '), line: at.line }]
  for (const { line, rule, detail } of faultsOfLetters(runs, lang)) note(at.sheet, line, rule, detail)
}

const languages = record({}, { 'sr-Cyrl': written('sr-Cyrl'), 'sr-Latn': written('sr-Latn'), en: written('en') })

/** A localized text; the language of the file must be among its languages. */
export const localized: Read<Localized> = (node, at) => {
  const value = languages(node, at)
  if (value && value[at.sheet.lang] === undefined) return fail(at, 'language-missing', at.sheet.lang)
  return value
}

/** A localized text, or plain words in the language of the file. */
export const localizedOrPlain: Read<Localized> = (node, at) => {
  if (!isScalar(node)) return localized(node, at)
  const value = written(at.sheet.lang)(node, at)
  return value === undefined ? undefined : { [at.sheet.lang]: value }
}

/** A day, `YYYY-MM-DD`. */
export const day: Read<string> = (node, at) => {
  const value = text(node, at)
  return value === undefined || isDay(value) ? value : fail(at, 'bad-date', value)
}

export const mark: Read<Mark> = oneOf(...marks)

/** Cited acts and provisions, as in prose. */
export const cites: Read<Cite[]> = (node, at) => {
  const value = text(node, at)
  return value === undefined ? undefined : citesOf(value, at.sheet, at.line)
}

/** Codes of registers (areas, posts, acts, courses): capital letters, digits, hyphens. */
export const code = shaped(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/)

/** Names of files without their ending, and addresses made from them. */
export const slug = shaped(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'bad-id')

/** Ids inside one file. */
export const id = shaped(/^[A-Za-z0-9]+([-_][A-Za-z0-9]+)*$/, 'bad-id')

/** What is checked again is checked later than it was checked. */
export function refuseDisorder(node: unknown, at: At): void {
  if (!isMap(node)) return
  const [checked, next] = [String(node.get('checked')), node.get('nextCheck', true)]
  const nextCheck = String(next?.value)
  if (!next || !isDay(checked) || !isDay(nextCheck) || nextCheck > checked) return
  note(at.sheet, at.lineOf(next), 'date-order', `${checked} … ${nextCheck}`)
}

/** Notes every id that stands twice in a list read under `path`. */
export function refuseTwins(ids: string[], at: At, path: string): void {
  for (const [i, twin] of ids.entries()) {
    const place = path === '' ? `${i}` : `${path}.${i}`
    if (ids.indexOf(twin) < i) note(at.sheet, at.sheet.lines[place] ?? at.line, 'duplicate-id', twin)
  }
}
