/** The index of what a device has kept: the keys of the server's index, held by MiniSearch, and made and read on the device. */
import MiniSearch, { type Options } from 'minisearch'
import type { SearchText } from '#kernel/search-text.ts'
import { countForms, spoken, type WordForm } from '../domain/indexed.ts'
import { keyedWords, type Language } from '../domain/keys.ts'
import type { FoundItem } from '../domain/shown-hit.ts'

export interface KeptIndex {
  readonly items: readonly FoundItem[]
  /** The keys of each title in a row, by the number of the item. */
  readonly titles: readonly (readonly string[])[]
  readonly mini: MiniSearch<IndexedItem>
  readonly forms: readonly WordForm[]
  /** In which languages texts have a key. */
  readonly known: ReadonlyMap<string, ReadonlySet<Language>>
}

interface IndexedItem {
  readonly id: number
  readonly text: SearchText
}

/** A field for each place and language, since a word has its keys by its language. */
const fields = ['title sr', 'title en', 'body sr', 'body en']

const keysOf = (text: string, field = '') => keyedWords(text, field.endsWith('en') ? 'en' : 'sr').flatMap(({ keys }) => keys)

const options: Options<IndexedItem> = {
  fields,
  extractField: (item, field) => {
    const [place, language] = field.split(' ')
    if (place === 'title' || place === 'body') return spoken(item.text[place]).find(([spokenIn]) => spokenIn === language)?.[1] ?? ''
    return item[field as 'id'] as unknown as string
  },
  tokenize: keysOf,
  processTerm: (key) => key,
}

/** So long the page is kept waiting at a time: a key typed meanwhile is answered at once. */
const calm = 12

/** Indexes texts in small pieces, so that the page stays calm. */
export async function indexKept(texts: readonly SearchText[], rest: () => Promise<void> = afterOthers): Promise<KeptIndex> {
  const mini = new MiniSearch(options)
  const forms = new Map<string, WordForm>()
  const titles: string[][] = []
  let began = performance.now()
  for (const [id, text] of texts.entries()) {
    mini.add({ id, text })
    countForms(forms, text)
    titles.push(
      spoken(text.title).map(([language, title]) =>
        keyedWords(title, language)
          .map(({ keys }) => keys[0])
          .join(' '),
      ),
    )
    if (performance.now() - began < calm) continue
    await rest()
    began = performance.now()
  }
  return whole({ items: texts.map(itemOf), titles, mini, forms: [...forms.values()] })
}

const afterOthers = () => new Promise<void>((resolve) => setTimeout(resolve))

function itemOf({ date, ...text }: SearchText): FoundItem {
  return { ...text, date: date ?? null }
}

function whole(parts: Omit<KeptIndex, 'known'>): KeptIndex {
  const known = new Map<string, Set<Language>>()
  for (const { key, language } of parts.forms) known.set(key, (known.get(key) ?? new Set()).add(language))
  return { ...parts, known }
}

/** An index as it is stored; its words stand only once. */
export function packed({ items, titles, mini, forms }: KeptIndex): string {
  return JSON.stringify({ items, titles, forms, mini })
}

export function unpacked(stored: string): KeptIndex {
  const { mini, ...parts } = JSON.parse(stored)
  return whole({ ...parts, mini: MiniSearch.loadJS(mini, options) })
}
