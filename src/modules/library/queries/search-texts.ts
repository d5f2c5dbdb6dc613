import { plainText } from '@putokaz/manuscript'
import { scriptOf } from '@putokaz/serbian'
import type { Localized } from '#kernel/localized.ts'
import type { SearchText } from '#kernel/search-text.ts'
import type { Db } from '#platform/db.ts'
import { allCards } from '../card-store.ts'
import type { Card } from '../domain/card.ts'
import type { LibraryDocument } from '../domain/document.ts'
import type { Term } from '../domain/term.ts'
import { allDocuments, allTerms, manualCards } from '../store.ts'
import { manual, type PublishedManual } from './manuals.ts'

/** What search says of manuals, their chapters, pocket cards, documents and terms. */
export async function librarySearchTexts(db: Db): Promise<SearchText[]> {
  const [cards, documents, terms, pocket] = await Promise.all([manualCards(db), allDocuments(db), allTerms(db), allCards(db)])
  const whole = await Promise.all(cards.map((card) => manual(db, card.slug)))
  return [
    ...whole.filter((one) => one !== null).flatMap(ofManual),
    ...pocket.map(({ card }) => ofCard(card)),
    ...documents.map(ofDocument),
    ...terms.map(ofTerm),
  ]
}

function ofManual(one: PublishedManual): SearchText[] {
  const path = `/library/manuals/${one.slug}`
  const common = { areas: one.areas, sample: one.sample }
  const cover: SearchText = { ...common, kind: 'manual', id: one.slug, path, title: one.title, body: joined([one.summary, one.audience]), date: one.published }
  const chapters = one.chapters.map(
    (chapter): SearchText => ({
      ...common,
      kind: 'chapter',
      id: `${one.slug}/${chapter.slug}`,
      path: `${path}/${chapter.slug}`,
      title: chapter.title,
      body: joined([chapter.summary ?? {}, { 'sr-Cyrl': plainText(chapter.blocks), ...(chapter.english && { en: plainText(chapter.english.blocks) }) }]),
      date: chapter.checked,
    }),
  )
  return [cover, ...chapters]
}

function ofCard(card: Card): SearchText {
  const text = { 'sr-Cyrl': plainText(card.blocks), ...(card.english && { en: plainText(card.english) }) }
  const { area, title, summary, checked, sample } = card
  return { kind: 'card', id: area, path: `/library/cards/${area}`, title, body: joined([summary, text]), areas: [area], date: checked, sample }
}

function ofDocument(one: LibraryDocument): SearchText {
  const { reading } = one
  const text = reading ? { 'sr-Cyrl': plainText(reading.blocks), ...(reading.english && { en: plainText(reading.english) }) } : {}
  return {
    kind: 'document',
    id: one.slug,
    path: `/library/documents/${one.slug}`,
    title: one.title,
    body: joined([one.summary, ...one.tags, text]),
    areas: one.areas,
    date: one.checked,
    sample: one.sample,
  }
}

function ofTerm(one: Term): SearchText {
  const also = one.also.map((word): Localized => (scriptOf(word) === 'latin' ? { en: word } : { 'sr-Cyrl': word }))
  return { kind: 'term', id: one.id, path: `/glossary#${one.id}`, title: one.term, body: joined([one.definition, ...also]), areas: one.areas, sample: false }
}

function joined(texts: readonly Localized[]): Localized {
  const of = (variant: 'sr-Cyrl' | 'en') =>
    texts
      .map((text) => text[variant])
      .filter((text) => text !== undefined && text !== '')
      .join('. ')
  return { 'sr-Cyrl': of('sr-Cyrl'), en: of('en') }
}
