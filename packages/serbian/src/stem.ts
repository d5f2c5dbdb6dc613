import { stemmer } from '@orama/stemmers/serbian'

/** The key under which the inflected forms of a folded word meet. */
export function stem(folded: string): string {
  return stemmer(folded.replace(/io(c(?:a|u|e|em|i|ima|evi|eva)?)$/, 'ila$1')).replace(/c$/, 'k')
}
