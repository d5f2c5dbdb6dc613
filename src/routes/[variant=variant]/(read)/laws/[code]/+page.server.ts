import { error, redirect } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { areas, jurisdictions } from '#modules/areas/index.ts'
import { courseByCode, passagesCiting, unitsInOrder } from '#modules/courses/index.ts'
import { type Act, actByCode, acts } from '#modules/laws/index.ts'
import type { Db } from '#platform/db.ts'
import { address } from '#ui/address.ts'
import { sayingIn, standing } from '../../said.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ params, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [found, known, orders, fields] = await Promise.all([actByCode(app.db, params.code.toUpperCase()), acts(app.db), jurisdictions(app.db), areas(app.db)])
  if (!found) error(404)
  const { act, provisions } = found
  if (params.code !== act.code.toLowerCase()) redirect(308, address(variant, pathOf(act)))
  const say = sayingIn(variant)
  const named = (other: Act | undefined) => other && { path: pathOf(other), name: say(other.name) }
  const order = orders.find(({ code }) => code === act.jurisdiction)
  return {
    act: {
      name: say(act.name),
      short: say(act.short),
      kind: say(act.kind.name),
      gazette: act.gazette && say(act.gazette),
      inForce: act.inForceText && say(act.inForceText),
      order: order && say(order.name),
      check: act.mark !== 'V',
    },
    replacedBy: named(known.find(({ code }) => code === act.replacedBy)),
    replaces: known.filter(({ replacedBy }) => replacedBy === act.code).map((other) => ({ path: pathOf(other), name: say(other.name) })),
    provisions: provisions.map(({ article, topic, areas: own, mark }) => ({
      article,
      topic: standing(say(topic)),
      check: mark !== 'V',
      leads: fields.filter(({ code }) => own.includes(code)).map(({ code, short }) => ({ path: `/areas/${code.toLowerCase()}`, name: say(short) })),
    })),
    cited: await citedIn(app.db, act.code, variant),
  }
})

function pathOf({ code }: Act): string {
  return `/laws/${code.toLowerCase()}`
}

/** Units of open courses that rest on the act, in the order of the course, each with the passages that do. */
async function citedIn(db: Db, act: string, variant: Variant) {
  const say = sayingIn(variant)
  const passages = await passagesCiting(db, act)
  const courses = await Promise.all([...new Set(passages.map(({ course }) => course))].map((code) => courseByCode(db, code)))
  return courses
    .filter((course) => course !== null)
    .map((course) => ({
      code: course.code,
      title: say(course.title),
      units: unitsInOrder(course)
        .map(({ slug, title }) => ({
          path: `/courses/${course.code}/${slug}`,
          title: say(title),
          passages: passages.filter((one) => one.course === course.code && one.unit === slug).map(({ passage, article }) => ({ passage, article })),
        }))
        .filter((unit) => unit.passages.length > 0),
    }))
}
