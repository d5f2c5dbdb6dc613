import { toLatin } from '@putokaz/serbian'
import { type Chosen, choose, type Variant } from '#kernel/localized.ts'
import { signOnChoices } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { address } from '#ui/address.ts'

/** The portals one may sign in with now, and the way to each. */
export function signOnButtons({ app, variant }: { app: App; variant: Variant }, next: string | null): { href: string; name: Chosen }[] {
  const query = next === null ? '' : `?next=${encodeURIComponent(next)}`
  return signOnChoices(app).map(({ id, name }) => ({ href: address(variant, `/sign-in/with/${id}${query}`), name: choose(name, variant, toLatin) }))
}
