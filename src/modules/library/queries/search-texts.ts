import { plainText } from '@putokaz/manuscript'
import type { SearchText } from '#kernel/search-text.ts'
import type { Db } from '#platform/db.ts'
import { allCards } from '../card-store.ts'
import type { Card } from '../domain/card.ts'
import type { LibraryDocument } from '../domain/document.ts'
import { joined, manualTexts, termText } from '../domain/search-texts.ts'
import { allDocuments, allTerms, manualCards } from '../store.ts'
import { manual } from './manuals.ts'

/** What search says of manuals, their chapters, pocket cards, documents and terms. */
export async function librarySearchTexts(db: Db): Promise<SearchText[]> {
  const [cards, documents, terms, pocket] = await Promise.all([manualCards(db), allDocuments(db), allTerms(db), allCards(db)])
  const whole = await Promise.all(cards.map((card) => manual(db, card.slug)))
  return [
    ...whole.filter((one) => one !== null).flatMap(manualTexts),
    ...pocket.map(({ card }) => ofCard(card)),
    ...documents.map(ofDocument),
    ...terms.map(termText),
  ]
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
