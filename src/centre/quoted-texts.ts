/**
 * Help names buttons and links by the key of their text: `{{learning.start}}`. So it says what the screen says, also after a text
 * was changed. The Latin text follows from the Cyrillic by rule, as on the screen.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { done, type Result, refuse } from '#kernel/result.ts'

export interface QuoteFault {
  readonly line: number
  readonly key: string
}

type Language = 'sr-Cyrl' | 'en'
/** The text of a key; undefined where there is none, or it is a sentence that needs a value. */
export type TextByKey = (key: string, language: Language) => string | undefined

const quote = /\{\{([^{}]*)\}\}/g

/** Puts the texts in their places, set off as what one presses; or every key that has none, with its line. */
export function quoteTexts(written: string, language: Language, textOf: TextByKey): Result<string, QuoteFault[]> {
  const faults: QuoteFault[] = []
  const lines = written.split('\n').map((text, index) =>
    text.replace(quote, (_whole, key: string) => {
      const said = textOf(key, language)
      if (said === undefined) faults.push({ line: index + 1, key })
      return `**${(said ?? key).replaceAll(/[\\`*_[\]{}<>]/g, String.raw`\$&`)}**`
    }),
  )
  return faults.length > 0 ? refuse(faults) : done(lines.join('\n'))
}

const folder = join(import.meta.dirname, '../texts')
const catalogues = new Map<string, Readonly<Record<string, string>>>()

function catalogue(name: string, language: Language): Readonly<Record<string, string>> {
  const path = join(folder, language, `${name}.json`)
  const known = catalogues.get(path)
  if (known) return known
  const read: Record<string, string> = /^[a-z-]+$/.test(name) && existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  catalogues.set(path, read)
  return read
}

/** A text of the catalogues. */
export const catalogueText: TextByKey = (key, language) => {
  const [name = '', text = ''] = key.split('.')
  const said = catalogue(name, language)[text]
  return said === undefined || said.includes('{') ? undefined : said.replaceAll("''", "'")
}
