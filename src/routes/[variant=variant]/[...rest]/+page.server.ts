import { error } from '@sveltejs/kit'
import type { PageServerLoad } from './$types'

/** What does not exist looks like what one may not see. */
export const load: PageServerLoad = () => error(404)
