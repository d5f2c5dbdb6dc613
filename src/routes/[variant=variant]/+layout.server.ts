import type { LayoutServerLoad } from './$types'
import { hasNewNotice } from './new-notice.ts'

export const load: LayoutServerLoad = async ({ locals, url }) => ({
  variant: locals.variant,
  person: locals.person && {
    name: locals.variant === 'sr-Cyrl' ? locals.person.displayName : locals.person.displayNameLatin,
    roles: locals.person.roles,
  },
  newNotice: await hasNewNotice(locals.app, locals.person, url.pathname),
  path: url.pathname.replace(/^\/[a-z-]+/, '') + url.search,
})
