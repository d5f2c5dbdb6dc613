import type { Block, Inline } from '@putokaz/manuscript'
import { plainInline } from '@putokaz/manuscript'
import { caseForms, scriptOf, toLatin } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import type { Term } from './term.ts'

/** The terms of the glossary as they can stand in texts of one variant, ready to be looked for. */
export interface TermFinder {
  /** Names of terms by every form of their first word; the longest name first. */
  readonly byFirstWord: ReadonlyMap<string, readonly Name[]>
}

interface Name {
  readonly term: string
  readonly words: readonly ReadonlySet<string>[]
}

/** The words of one text with links to the glossary, and the terms that are linked, in the order of reading. */
export interface LinkedText {
  readonly blocks: Block[]
  readonly terms: readonly string[]
}

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00ad]*/gu

/** Where a link to a term leads. */
export function termHref(id: string): string {
  return `/glossary#${id}`
}

/**
 * Terms of the field can be found: those that belong to an area. Words of the product (курс, налог) belong to none and are never linked.
 * Of the other words for a term only those of several words and abbreviations count: one word alone may mean many things.
 */
export function termFinder(terms: readonly Term[], variant: Variant): TermFinder {
  const names = terms.filter(({ areas }) => areas.length > 0).flatMap((term) => namesOf(term, variant))
  const byFirstWord = new Map<string, Name[]>()
  for (const name of names.toSorted((a, b) => b.words.length - a.words.length)) {
    for (const form of name.words[0] ?? []) byFirstWord.set(form, [...(byFirstWord.get(form) ?? []), name])
  }
  return { byFirstWord }
}

const abbreviation = /^\p{Lu}{2}[\p{Lu}\p{N}-]*$/u

function namesOf({ id, term, also, forms = [] }: Term, variant: Variant): Name[] {
  const own = variant === 'en' ? term.en : term['sr-Cyrl']
  const isOurs = (words: string) => (scriptOf(words) === 'latin') === (variant === 'en')
  const others = also.filter((words) => abbreviation.test(words) || (isOurs(words) && words.includes(' ')))
  const written = [...(own === undefined ? [] : [own]), ...others].map(
    (words): Name => ({ term: id, words: wordsOf(words).map((word, i, all) => formsOf(word, variant, { i, all })) }),
  )
  const given = forms.filter(isOurs).map((words): Name => ({ term: id, words: wordsOf(words).map((word) => inScript([word.toLowerCase()], variant)) }))
  return [...written, ...given].filter(({ words }) => words.length > 0)
}

function wordsOf(text: string): string[] {
  return text.replace(/\([^()]*\)/g, '').match(WORD) ?? []
}

/** An abbreviation is found as it is written; an English noun also in the plural; a Serbian word in all its cases. */
function formsOf(word: string, variant: Variant, { i, all }: { i: number; all: readonly string[] }): ReadonlySet<string> {
  if (abbreviation.test(word)) return new Set([word])
  if (variant === 'en') return new Set(i === all.length - 1 ? englishForms(word.toLowerCase()) : [word.toLowerCase()])
  return inScript(caseForms(word, all.length > 1), variant)
}

function inScript(forms: Iterable<string>, variant: Variant): ReadonlySet<string> {
  return new Set(variant === 'sr-Latn' ? [...forms].map((form) => toLatin(form)) : forms)
}

function englishForms(word: string): string[] {
  if (word.length < 4) return [word]
  return [word, `${word}s`, ...(/(?:s|x|ch|sh)$/.test(word) ? [`${word}es`] : []), ...(/[^aeiou]y$/.test(word) ? [`${word.slice(0, -1)}ies`] : [])]
}

/**
 * Links the first occurrence of each term. Not in headings and titles, in links, code and what is in another language, in the names of who speaks,
 * in lists to tick (a link there would tick) and notes on content; and nowhere in a text that defines the term itself.
 */
export function linkTerms(blocks: readonly Block[], finder: TermFinder): LinkedText {
  const reading: Reading = { finder, linked: [], done: new Set(definedTerms(blocks, finder)) }
  return { blocks: linkBlocks(blocks, reading), terms: reading.linked }
}

interface Reading {
  readonly finder: TermFinder
  readonly linked: string[]
  /** Terms that are linked or explained already. */
  readonly done: Set<string>
}

function definedTerms(blocks: readonly Block[], finder: TermFinder): string[] {
  return blocks.flatMap((block) => {
    if (block.kind !== 'definition') return 'body' in block ? definedTerms(block.body, finder) : []
    const text = plainInline(block.term)
    return termsIn(text, finder)
  })
}

function linkBlocks(blocks: readonly Block[], reading: Reading): Block[] {
  return blocks.map((block) => (block.lang === undefined ? linkBlock(block, reading) : block))
}

function linkBlock(block: Block, reading: Reading): Block {
  const line = (inlines: Inline[]) => linkLine(inlines, reading)
  switch (block.kind) {
    case 'paragraph':
      return { ...block, text: line(block.text) }
    case 'list':
      return { ...block, items: block.items.map((item) => linkBlocks(item, reading)) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(line)) }
    case 'dialogue':
      return { ...block, turns: block.turns.map(({ who, says }) => ({ who, says: line(says) })) }
    case 'figure':
      return { ...block, caption: line(block.caption) }
    case 'quote':
    case 'definition':
    case 'case':
    case 'callout':
    case 'warning':
    case 'exercise':
      return { ...block, body: linkBlocks(block.body, reading) }
    default:
      return block
  }
}

function linkLine(inlines: Inline[], reading: Reading): Inline[] {
  return inlines.flatMap((inline): Inline[] => {
    if (inline.kind === 'text') return linkText(inline.text, reading)
    if (inline.kind !== 'em' && inline.kind !== 'strong') return [inline]
    return [{ ...inline, children: linkLine(inline.children, reading) }]
  })
}

function linkText(text: string, reading: Reading): Inline[] {
  const parts: Inline[] = []
  let from = 0
  for (const { term, start, end } of findings(text, reading.finder)) {
    if (reading.done.has(term)) continue
    reading.done.add(term)
    reading.linked.push(term)
    if (start > from) parts.push({ kind: 'text', text: text.slice(from, start) })
    parts.push({ kind: 'link', href: termHref(term), children: [{ kind: 'text', text: text.slice(start, end) }] })
    from = end
  }
  return from === 0 ? [{ kind: 'text', text }] : from < text.length ? [...parts, { kind: 'text', text: text.slice(from) }] : parts
}

interface Finding {
  readonly term: string
  readonly start: number
  readonly end: number
}

/** The terms in a run of text, in order; of names that begin alike the longest. */
function findings(text: string, { byFirstWord }: TermFinder): Finding[] {
  const words = Array.from(text.matchAll(WORD), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    as: match[0],
    low: match[0].toLowerCase(),
  }))
  const isAt = ({ words: forms }: Name, at: number) =>
    forms.every((form, i) => {
      const word = words[at + i]
      const isNear = i === 0 || /^[\s-]$/.test(text.slice(words[at + i - 1]?.end, word?.start))
      return word !== undefined && isNear && (form.has(word.low) || form.has(word.as))
    })
  const found: Finding[] = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    const names = word && (byFirstWord.get(word.low) ?? byFirstWord.get(word.as))
    const name = names?.find((one) => isAt(one, at))
    const last = words[at + (name?.words.length ?? 1) - 1]
    if (!word || !name || !last) continue
    found.push({ term: name.term, start: word.start, end: last.end })
    at += name.words.length - 1
  }
  return found
}

/** The ids of the terms in a text, as often as they stand there. */
export function termsIn(text: string, finder: TermFinder): string[] {
  return findings(text, finder).map(({ term }) => term)
}
