import { error, redirect } from '@sveltejs/kit'
import { areas } from '#modules/areas/index.ts'
import { competencies, competencyLevels, requirementsOf } from '#modules/competencies/index.ts'
import { allInstitutions, findEntry } from '#modules/institutions/index.ts'
import { address } from '#ui/address.ts'
import { sayingIn, standing } from '../../said.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ params, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const post = (await findEntry(app.db, 'post', params.code.toUpperCase()))?.entry
  if (!post) error(404)
  if (params.code !== post.code.toLowerCase()) redirect(308, address(variant, `/posts/${post.code.toLowerCase()}`))
  const [known, institutions, framework, levels, { requirements, origin }] = await Promise.all([
    areas(app.db),
    allInstitutions(app.db),
    competencies(app.db),
    competencyLevels(app.db),
    requirementsOf(app.db, post.code),
  ])
  const say = sayingIn(variant)
  return {
    name: say(post.name),
    sample: post.mark === 'I' || origin === 'sample',
    institutions: institutions
      .filter(({ code }) => post.institutions.includes(code))
      .map(({ code, name }) => ({ path: `/institutions/${code.toLowerCase()}`, name: say(name) })),
    areas: known.filter(({ code }) => post.areas.includes(code)).map(({ code, short }) => ({ path: `/areas/${code.toLowerCase()}`, name: say(short) })),
    required: requirements.flatMap(({ competency, level }) => {
      const [found, named] = [framework.find(({ code }) => code === competency), levels.find((one) => one.level === level)]
      return found && named ? [{ code: competency, name: standing(say(found.name)), level, levelName: say(named.name) }] : []
    }),
  }
})
