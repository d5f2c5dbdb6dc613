import { existsSync, readFileSync } from 'node:fs'

const FOLDER = '/usr/share/hunspell'

function words(name: string): readonly string[] {
  const path = `${FOLDER}/${name}.dic`
  if (!existsSync(path)) {
    throw new Error(`The word list ${path} is missing: install Debian's package hunspell-sr (apt-get install hunspell-sr).`)
  }
  const all = readFileSync(path, 'utf8').split(/\r?\n/).slice(1)
  return all.filter((line) => line !== '').map((line) => (line.split('/')[0] ?? '').trim())
}

/** A pair of the lists that is no word in two scripts: Roman numerals, lines of signs, words with a letter of the other script. */
const isWord = (cyrillic: string) => /^[\u0400-\u045f-]+$/.test(cyrillic)

/** Debian's parallel word lists of Serbian (hunspell-sr; read where installed, never copied). */
export function wordPairs(): readonly (readonly [cyrillic: string, latin: string])[] {
  const latin = words('sr_Latn_RS')
  return words('sr_RS').map((word, index) => [word, latin[index] ?? ''] as const)
}

export const realPairs = () => wordPairs().filter(([cyrillic]) => isWord(cyrillic))
