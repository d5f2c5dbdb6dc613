import { stemmer } from '@orama/stemmers/english'

/** English words that tell nothing; Serbian has its own list in its package. */
export const ENGLISH_STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and are as at be been but by do does for from had has have he her his how i if in into is it its me nor not of on or our ' +
    'she so than that the their them then there these they this those to was we were what when where which who will with you your'
  ).split(' '),
)

/** The stem of a folded English word (Snowball English); words of other letters stay as they are. */
export function englishStem(folded: string): string {
  return /^[a-z]{3,}$/.test(folded) ? stemmer(folded) : folded
}
