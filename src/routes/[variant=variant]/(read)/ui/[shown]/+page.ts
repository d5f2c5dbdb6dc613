import { error } from '@sveltejs/kit'
import { showOf } from '../registry.ts'
import type { PageLoad } from './$types'

export const csr = false

export const load: PageLoad = ({ params }) => {
  if (showOf(params.shown) === undefined) error(404)
  return { shown: params.shown }
}
