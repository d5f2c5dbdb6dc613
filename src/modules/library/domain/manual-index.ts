import { type Block, plainInline, plainText } from '@putokaz/manuscript'
import { type TermFinder, termsIn } from './term-links.ts'

/** A place where a manual speaks of a term: a section of a chapter, and in it the passage that names the term first. */
export interface IndexPlace {
  /** Of the chapter, from 0. */
  readonly chapter: number
  /** Id of the passage. */
  readonly block: string
  /** The section; none before the first one. */
  readonly section?: { readonly id: string; readonly title: string }
}

export interface IndexedTerm {
  readonly term: string
  readonly places: readonly IndexPlace[]
}

interface Mention extends IndexPlace {
  readonly times: number
}

/** More places than this help nobody: those that speak of the term most are named, in the order of reading. */
const mostPlaces = 6

/** The terms of the glossary that a manual speaks of, with the places; `finder` of a chapter knows the language the chapter is in. */
export function indexOf(chapters: readonly { readonly blocks: readonly Block[]; readonly finder: TermFinder }[]): IndexedTerm[] {
  const mentions = new Map<string, Mention[]>()
  for (const [chapter, { blocks, finder }] of chapters.entries()) {
    for (const section of sectionsOf(blocks)) {
      for (const [term, { block, times }] of mentionsIn(section.blocks, finder)) {
        const mention = { chapter, block, times, ...(section.heading && { section: section.heading }) }
        mentions.set(term, [...(mentions.get(term) ?? []), mention])
      }
    }
  }
  return [...mentions].map(([term, places]) => ({ term, places: mostTelling(places) }))
}

interface Section {
  readonly heading?: { readonly id: string; readonly title: string }
  readonly blocks: Block[]
}

function sectionsOf(blocks: readonly Block[]): Section[] {
  const sections: Section[] = [{ blocks: [] }]
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 2) sections.push({ heading: { id: block.id, title: plainInline(block.text) }, blocks: [block] })
    else sections.at(-1)?.blocks.push(block)
  }
  return sections
}

function mentionsIn(blocks: readonly Block[], finder: TermFinder): Map<string, { block: string; times: number }> {
  const found = new Map<string, { block: string; times: number }>()
  for (const block of blocks) {
    for (const term of termsIn(plainText([block]), finder)) {
      const before = found.get(term)
      found.set(term, { block: before?.block ?? block.id, times: (before?.times ?? 0) + 1 })
    }
  }
  return found
}

function mostTelling(mentions: readonly Mention[]): IndexPlace[] {
  const least = mentions.map(({ times }) => times).toSorted((a, b) => b - a)[mostPlaces - 1] ?? 0
  const kept = mentions.filter(({ times }) => times > least)
  const equal = mentions.filter(({ times }) => times === least).slice(0, mostPlaces - kept.length)
  const chosen = new Set([...kept, ...equal])
  return mentions.filter((mention) => chosen.has(mention)).map(({ times: _times, ...place }) => place)
}
