import { jurisdictions } from '#modules/areas/index.ts'
import { acts } from '#modules/laws/index.ts'
import { sayingIn } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [known, orders] = await Promise.all([acts(app.db), jurisdictions(app.db)])
  const say = sayingIn(variant)
  return {
    orders: orders
      .map(({ code, name }) => ({
        code,
        name: say(name),
        acts: known
          .filter((act) => act.jurisdiction === code)
          .map((act) => ({
            path: `/laws/${act.code.toLowerCase()}`,
            name: say(act.name),
            kind: say(act.kind.name),
            gazette: act.gazette && say(act.gazette),
            inForce: act.inForceText && say(act.inForceText),
            replaced: act.replacedBy !== undefined,
            check: act.mark !== 'V',
          })),
      }))
      .filter((order) => order.acts.length > 0),
  }
})
