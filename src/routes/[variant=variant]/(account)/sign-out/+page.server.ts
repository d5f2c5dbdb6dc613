import { redirect } from '@sveltejs/kit'
import { prefixOf } from '#kernel/variant-address.ts'
import { signOut } from '#modules/people/index.ts'
import { sessionCookie } from '#platform/http/session-cookie.ts'
import type { Actions } from './$types'

export const actions: Actions = {
  default: async ({ locals, cookies }) => {
    const name = sessionCookie(locals.app.config)
    const token = cookies.get(name)
    if (token !== undefined) await signOut(locals.app, token)
    cookies.delete(name, { path: '/', secure: locals.app.config.publicUrl.protocol === 'https:' })
    // The page that opens next reads it: the key to what waits on the device goes, also when this page had no script.
    redirect(303, `/${prefixOf(locals.variant)}#signed-out`)
  },
}
