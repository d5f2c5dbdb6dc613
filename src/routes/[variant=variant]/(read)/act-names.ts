import type { Variant } from '#kernel/localized.ts'
import { acts } from '#modules/laws/index.ts'
import type { Db } from '#platform/db.ts'
import { address } from '#ui/address.ts'
import { sayingIn } from './said.ts'

/** Short names and addresses of the acts that a text may cite, by code. */
export async function actNames(db: Db, variant: Variant): Promise<Record<string, { name: string; href: string }>> {
  const say = sayingIn(variant)
  const known = await acts(db)
  return Object.fromEntries(known.map(({ code, short }) => [code, { name: say(short).text, href: address(variant, `/laws/${code.toLowerCase()}`) }]))
}
