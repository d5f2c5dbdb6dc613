import { error, redirect } from '@sveltejs/kit'
import { declinable, declineLetters } from '#modules/notices/index.ts'
import { kindWord } from '../../../letter-kinds.ts'
import type { Actions, PageServerLoad } from './$types'

/** The key came by mail to its person and says only which letters; one who does not have it sees nothing. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const found = await declinable(locals.app.db, params.key)
  if (!found) error(404)
  return { kind: kindWord(found.kind, locals.variant), unwanted: found.unwanted, done: url.searchParams.has('done') }
}

export const actions: Actions = {
  async default({ locals, params, request, url }) {
    const unwanted = (await request.formData()).get('unwanted') === 'yes'
    const outcome = await declineLetters(locals.app, { key: params.key, unwanted })
    if (!outcome.ok) error(404)
    redirect(303, `${url.pathname}?done=1`)
  },
}
