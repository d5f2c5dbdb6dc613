import { error } from '@sveltejs/kit'
import { helpReaders } from '#modules/site/index.ts'
import { readerWord } from '../../../../reader-word.ts'
import { stopAddress, tours } from '../../../../tours.ts'
import { type PublicEvent, sameForAll } from '../../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ params, locals: { variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const reader = helpReaders.find((one) => one === params.reader)
  if (!reader) error(404)
  return {
    name: readerWord(reader, variant),
    signIn: tours[reader].some(({ path }) => /^\/(me|desk|admin)/.test(path)),
    stops: tours[reader].map(({ says }, index) => ({ path: stopAddress(reader, index + 1) ?? '/', says: says(variant) })),
  }
})
