import type { Block, Origin } from '@putokaz/manuscript'
import { formatDate } from '@putokaz/serbian'
import type { Localized, Variant } from '#kernel/localized.ts'
import type { Book, BookChapter, BookIndex, BookLabels, Labelled, PassageNote } from '#platform/pdf/index.ts'
import * as words from '#texts/generated/library.ts'
import * as site from '#texts/generated/site.ts'
import * as ui from '#texts/generated/ui.ts'
import { alphabets, byLetter } from './domain/alphabet.ts'
import type { Card } from './domain/card.ts'
import type { Chapter, ManualContent } from './domain/manual.ts'
import { indexOf } from './domain/manual-index.ts'
import { shownLine, shownText } from './domain/shown-text.ts'
import type { Term } from './domain/term.ts'
import { termFinder } from './domain/term-links.ts'

/** What a chapter shows besides its words. */
export interface ChapterParts {
  readonly variant: Variant
  /** Short names of acts by their codes. */
  readonly acts: Readonly<Record<string, Localized>>
  /** Drawings in the reader's script, by the path that the text calls them. */
  readonly figures: Readonly<Record<string, string>>
  /** Public addresses of files, by the same paths. */
  readonly addresses: Readonly<Record<string, string>>
}

/** What a book shows besides the words of the manual. */
export interface BookParts extends ChapterParts {
  /** The glossary: the index names its terms. */
  readonly terms: readonly Term[]
}

/** A manual as a book in a reader's variant. */
export function bookOf(manual: ManualContent, parts: BookParts): Book {
  const { variant, figures, addresses } = parts
  const line = (text: Localized) => shownLine(text, variant).text
  return {
    site: site.centreName(variant),
    title: line(manual.title),
    summary: line(manual.summary),
    author: words.bookAuthor(variant),
    date: manual.published,
    ...(manual.sample && { sample: ui.markSample(variant) }),
    contents: words.contents(variant),
    facts: factsOf(manual, variant),
    labels: labelsIn(variant),
    chapters: manual.chapters.map((chapter, i) => ({ ...bookChapter(chapter, parts), kicker: words.chapterNumber(variant, { number: i + 1 }) })),
    ...(parts.terms.length > 0 && { index: bookIndex(manual, parts) }),
    figures,
    addresses,
  }
}

/** A pocket card: a book of one chapter that has no name, and no more facts than fit on its foot. */
export function cardBook(card: Card, parts: Pick<BookParts, 'variant' | 'acts'>): Book {
  const { variant } = parts
  const line = (text: Localized) => shownLine(text, variant).text
  const day = (iso: string) => formatDate(iso, variant)
  const { notes, blocks } = bookChapter({ ...card, english: card.english && { blocks: card.english } }, { ...parts, figures: {}, addresses: {} })
  return {
    site: site.centreName(variant),
    title: line(card.title),
    summary: words.cardOfArea(variant, { number: card.area.replace(/\D/g, '') }),
    author: words.bookAuthor(variant),
    date: card.checked,
    ...(card.sample && { sample: ui.markSample(variant) }),
    contents: '',
    facts: [
      { label: words.checked(variant), value: day(card.checked) },
      { label: words.nextCheck(variant), value: day(card.nextCheck) },
    ],
    labels: labelsIn(variant),
    chapters: [{ blocks, notes }],
    figures: {},
  }
}

function factsOf(manual: ManualContent, variant: Variant): Labelled[] {
  const day = (iso: string) => formatDate(iso, variant)
  return [
    { label: words.edition(variant), value: manual.edition },
    { label: words.published(variant), value: day(manual.published) },
    ...(manual.legalState ? [{ label: words.legalState(variant), value: day(manual.legalState) }] : []),
    { label: words.checked(variant), value: day(manual.checked) },
    { label: words.nextCheck(variant), value: day(manual.nextCheck) },
    { label: words.owner(variant), value: shownLine(manual.owner, variant).text },
    { label: words.audience(variant), value: shownLine(manual.audience, variant).text },
  ]
}

/** The terms that the manual speaks of, under the letters of the reader's alphabet. */
function bookIndex(manual: ManualContent, { variant, terms }: BookParts): BookIndex {
  const names = new Map(terms.map(({ id, term }) => [id, shownLine(term, variant).text]))
  const chapters = manual.chapters.map((chapter) => {
    const shown = shownText({ blocks: chapter.blocks, english: chapter.english?.blocks }, variant)
    return { title: shownLine(chapter.title, variant).text, blocks: shown.blocks, finder: termFinder(terms, shown.variant) }
  })
  const entries = indexOf(chapters).map(({ term, places }) => ({
    name: names.get(term) ?? term,
    places: places.map(({ chapter, block, section }) => ({ chapter, block, section: `${chapter + 1}. ${section?.title ?? chapters[chapter]?.title ?? ''}` })),
  }))
  const letters = byLetter(entries, ({ name }) => name, alphabets[variant]).filter((one) => one.entries.length > 0)
  return { title: words.indexTitle(variant), lead: words.indexLead(variant), letters }
}

function labelsIn(variant: Variant): BookLabels {
  return {
    definition: ui.kindDefinition(variant),
    case: ui.kindCase(variant),
    dialogue: ui.kindDialogue(variant),
    callout: ui.kindCallout(variant),
    warning: ui.kindWarning(variant),
    checklist: ui.kindChecklist(variant),
    exercise: ui.kindExercise(variant),
    'note-on-content': ui.kindNoteOnContent(variant),
    video: ui.kindVideo(variant),
  }
}

type Written = Pick<Chapter, 'title' | 'blocks'> & { readonly english?: { readonly blocks: Block[] } | undefined }

function bookChapter(chapter: Written, parts: ChapterParts): BookChapter {
  const { variant } = parts
  const shown = shownText({ blocks: chapter.blocks, english: chapter.english?.blocks }, variant)
  const foreign = (shown.variant === 'en') !== (variant === 'en')
  const blocks = foreign ? [untranslated(variant), ...shown.blocks.map((block): Block => ({ lang: shown.variant, ...block }))] : shown.blocks
  return { title: shownLine(chapter.title, variant).text, blocks, notes: notesOf(blocks, parts) }
}

/** Said at the head of a chapter that stands in another language than the book. */
function untranslated(variant: Variant): Block {
  const origin: Origin = { cites: [], mark: 'V' }
  const text = variant === 'en' ? ui.notTranslatedToEnglish(variant) : ui.notTranslatedToSerbian(variant)
  const said: Block = { kind: 'paragraph', id: 'untranslated-text', origin, text: [{ kind: 'text', text }] }
  return { kind: 'quote', id: 'untranslated', origin, body: [said] }
}

/** What is said under passages, by their ids; inside a box only what the box has not said. */
function notesOf(blocks: readonly Block[], parts: ChapterParts, around?: PassageNote): Record<string, PassageNote> {
  const notes: Record<string, PassageNote> = {}
  for (const block of blocks) {
    const own = block.kind === 'heading' ? undefined : noteOf(block.origin, parts)
    if (own && JSON.stringify(own) !== JSON.stringify(around)) notes[block.id] = own
    const inside = block.kind === 'list' ? block.items.flat() : 'body' in block ? block.body : []
    Object.assign(notes, notesOf(inside, parts, own ?? around))
  }
  return notes
}

function noteOf(origin: Origin, { variant, acts }: ChapterParts): PassageNote | undefined {
  const marks = { V: undefined, D: undefined, B: ui.markCheck, check: ui.markCheck, practice: ui.markPractice, I: ui.markSample }
  const mark = marks[origin.mark]?.(variant)
  const cites = origin.cites.map(({ act, article }) => {
    const name = shownLine(acts[act] ?? { 'sr-Cyrl': act }, variant).text
    return article === undefined ? name : `${name}, ${ui.article(variant, { number: article })}`
  })
  const isDated = cites.length > 0 || mark === ui.markCheck(variant)
  const seen = isDated && origin.asOf ? [ui.asOf(variant, { date: formatDate(origin.asOf, variant, 'genitive') })] : []
  const source = [...cites, ...seen].join(' · ')
  if (!mark && source === '') return undefined
  return { ...(mark && { mark }), ...(source !== '' && { source }) }
}
