import type { Localized } from './document.ts'
import { refuseTwins } from './fields.ts'
import { type At, fail } from './yaml-nodes.ts'

type Named = { id: string }

export function idsOf(things: Named[]): string[] {
  return things.map((thing) => thing.id)
}

function keyAt(at: At, rest = ''): At {
  return { ...at, line: at.sheet.lines[`${at.path}.key${rest}`] ?? at.sheet.lines[`${at.path}.key`] ?? at.line }
}

/** At least two to choose from; where one is right, at most six. */
export function refuseOptionCount({ type, options }: { type: string; options: Named[] }, at: At): void {
  const isMany = type === 'single' && options.length > 6
  const here = { ...at, line: at.sheet.lines[`${at.path}.options`] ?? at.line }
  if (options.length < 2 || isMany) fail(here, 'option-count', `${options.length}`)
}

export function singleKey({ options, key }: { options: Named[]; key: string }, at: At): void {
  if (!idsOf(options).includes(key)) fail(keyAt(at), 'key-unknown', key)
}

export function multipleKey({ options, key }: { options: Named[]; key: string[] }, at: At): void {
  refuseTwins(key, at, `${at.path}.key`)
  refuseStrangers(key, idsOf(options), at)
}

function refuseStrangers(key: string[], known: string[], at: At): void {
  for (const [i, id] of key.entries()) if (!known.includes(id)) fail(keyAt(at, `.${i}`), 'key-unknown', id)
}

/** All items, each once. */
export function orderingKey({ items, key }: { items: Named[]; key: string[] }, at: At): void {
  refuseTwins(key, at, `${at.path}.key`)
  refuseStrangers(key, idsOf(items), at)
  for (const id of idsOf(items)) if (!key.includes(id)) fail(keyAt(at), 'key-missing', id)
}

/** Every left item has its right one; right ones may repeat or stay over. */
export function matchingKey(question: { left: Named[]; right: Named[]; key: Record<string, string> }, at: At): void {
  const { left, right, key } = question
  for (const [from, to] of Object.entries(key)) {
    if (!idsOf(left).includes(from)) fail(keyAt(at, `.${from}`), 'key-unknown', from)
    if (!idsOf(right).includes(to)) fail(keyAt(at, `.${from}`), 'key-unknown', to)
  }
  for (const id of idsOf(left)) if (!Object.hasOwn(key, id)) fail(keyAt(at), 'key-missing', id)
}

/** The same gaps in every language, each with its answers. */
export function gapKey({ text, key }: { text: Localized; key: Record<string, string[]> }, at: At): void {
  const marked = Object.entries(text).map(([lang, words]) => ({ lang, gaps: gapsOf(words) }))
  const [first] = marked
  const all = first?.gaps ?? []
  const lineOfText = (lang: string) => ({ ...at, line: at.sheet.lines[`${at.path}.text.${lang}`] ?? at.line })
  if (first && all.length === 0) fail(lineOfText(first.lang), 'key-missing', '[[…]]')
  for (const { lang, gaps } of marked) {
    if (gaps.toSorted().join() !== all.toSorted().join()) fail(lineOfText(lang), 'gaps-differ', `${lang}: ${gaps.join(', ')}`)
    for (const gap of gaps.filter((gap, i) => gaps.indexOf(gap) < i)) fail(lineOfText(lang), 'duplicate-id', gap)
  }
  for (const gap of new Set(all)) if (!Object.hasOwn(key, gap)) fail(lineOfText(first?.lang ?? ''), 'gap-without-key', gap)
  for (const gap of Object.keys(key)) if (!all.includes(gap)) fail(keyAt(at, `.${gap}`), 'key-unknown', gap)
}

/** Ids of the `[[g1]]` marks, in order. */
export function gapsOf(text: string): string[] {
  return [...text.matchAll(/\[\[([^[\]]*)\]\]/g)].map((match) => match[1] ?? '')
}
