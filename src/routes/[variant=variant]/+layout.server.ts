import type { LayoutServerLoad } from './$types'

export const load: LayoutServerLoad = ({ locals, url }) => ({
  variant: locals.variant,
  person: locals.person && {
    name: locals.variant === 'sr-Cyrl' ? locals.person.displayName : locals.person.displayNameLatin,
    roles: locals.person.roles,
  },
  path: url.pathname.replace(/^\/[a-z-]+/, '') + url.search,
})
