import { error } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

/** What does not exist looks like what one may not see, also to a form that is sent there. */
export const load: PageServerLoad = () => error(404)

export const actions: Actions = { default: () => error(404) }
