import { compare } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'

/** The alphabets by which a glossary is kept: азбука, abeceda, English. */
export type Alphabet = 'cyrillic' | 'latin' | 'english'

const letters: Record<Alphabet, readonly string[]> = {
  cyrillic: [...'АБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ'],
  latin: [
    'A',
    'B',
    'C',
    'Č',
    'Ć',
    'D',
    'Dž',
    'Đ',
    'E',
    'F',
    'G',
    'H',
    'I',
    'J',
    'K',
    'L',
    'Lj',
    'M',
    'N',
    'Nj',
    'O',
    'P',
    'R',
    'S',
    'Š',
    'T',
    'U',
    'V',
    'Z',
    'Ž',
  ],
  english: [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
}

/** The alphabet of a reader. */
export const alphabets = { 'sr-Cyrl': 'cyrillic', 'sr-Latn': 'latin', en: 'english' } as const satisfies Record<Variant, Alphabet>

export interface Letter<T> {
  readonly letter: string
  readonly entries: readonly T[]
}

/** All letters of the alphabet in their order, each with the entries that begin with it; what begins with none comes last under `#`. */
export function byLetter<T>(entries: readonly T[], wordOf: (entry: T) => string, alphabet: Alphabet): Letter<T>[] {
  const order = alphabet === 'english' ? new Intl.Collator('en').compare : compare(alphabet)
  const sorted = [...entries].sort((a, b) => order(wordOf(a), wordOf(b)))
  const groups = new Map<string, T[]>(letters[alphabet].map((letter) => [letter, []]))
  for (const entry of sorted) {
    const letter = firstLetter(wordOf(entry), alphabet)
    groups.set(letter, [...(groups.get(letter) ?? []), entry])
  }
  return [...groups].map(([letter, found]) => ({ letter, entries: found }))
}

/** The letter a word stands under: in the abeceda „Nj“ and „Lj“ and „Dž“ are letters of their own. */
export function firstLetter(word: string, alphabet: Alphabet): string {
  const bare = word.replace(/^[^\p{L}\p{N}]+/u, '').toUpperCase()
  const known = letters[alphabet].filter((letter) => bare.startsWith(letter.toUpperCase()))
  return known.sort((a, b) => b.length - a.length)[0] ?? '#'
}
