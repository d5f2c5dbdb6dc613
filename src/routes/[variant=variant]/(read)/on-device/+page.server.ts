import { shellFiles } from '#platform/http/device-files.ts'
import type { PageServerLoad } from './$types'

export const csr = false

/** The page that devices keep in order to draw all others in it: nothing of a person, nothing of the content. */
export const load: PageServerLoad = ({ locals }) => ({ files: shellFiles(locals.app) ?? null })
