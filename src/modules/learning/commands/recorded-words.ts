import { tellsInText } from '#modules/records/index.ts'

/** An answer for the record of a person, which never tells who somebody is: one in which an address or a personal number stands is left out. */
export function recordedWords(words: string): { readonly result?: { readonly response: string } } {
  return tellsInText(words) ? {} : { result: { response: words } }
}
