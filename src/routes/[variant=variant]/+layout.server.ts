import type { LayoutServerLoad } from './$types'
import { hasNewNotice } from './new-notice.ts'
import { stopAt } from './tours.ts'

export const load: LayoutServerLoad = async ({ locals, url }) => ({
  variant: locals.variant,
  person: locals.person && {
    id: locals.person.id,
    name: locals.variant === 'sr-Cyrl' ? locals.person.displayName : locals.person.displayNameLatin,
    roles: locals.person.roles,
  },
  newNotice: await hasNewNotice(locals.app, locals.person, url.pathname),
  tour: stopAt(url.searchParams.get('tour'), url.pathname.replace(/^\/[a-z-]+/, ''), locals.variant),
  path: url.pathname.replace(/^\/[a-z-]+/, '') + url.search,
})
