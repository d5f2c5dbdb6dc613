import { error } from '@sveltejs/kit'
import { helpReaders } from '#modules/site/index.ts'
import { opensFor } from '../../../../(learn)/me/places.ts'
import { readerWord } from '../../../../reader-word.ts'
import { stopAddress, tours } from '../../../../tours.ts'
import type { PageServerLoad } from './$types'

export const csr = false

export const load: PageServerLoad = ({ params, locals: { variant, person } }) => {
  const reader = helpReaders.find((one) => one === params.reader)
  if (!reader) error(404)
  return {
    name: readerWord(reader, variant),
    signIn: person === null && tours[reader].some(({ path }) => /^\/(me|desk|admin)/.test(path)),
    // A tour is walked from its beginning to its end, or read.
    isOpen: tours[reader].every(({ path }) => opensFor(person, path)),
    stops: tours[reader].map(({ says }, index) => ({ path: stopAddress(reader, index + 1) ?? '/', says: says(variant) })),
  }
}
