import { areas } from '#modules/areas/index.ts'
import { competencies, competencyLevels, requirementsOfPosts } from '#modules/competencies/index.ts'
import { sayingIn, standing } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [known, framework, levels, required] = await Promise.all([areas(app.db), competencies(app.db), competencyLevels(app.db), requirementsOfPosts(app.db)])
  const say = sayingIn(variant)
  const askedBy = (competency: string) => [...required.values()].filter((own) => own.some((one) => one.competency === competency)).length
  return {
    levels: levels.map(({ level, name }) => ({ level, name: standing(say(name)) })),
    areas: known.map(({ code, short }) => ({
      path: `/areas/${code.toLowerCase()}`,
      name: say(short),
      competencies: framework.filter(({ area }) => area === code).map((one) => ({ code: one.code, name: standing(say(one.name)), askedBy: askedBy(one.code) })),
    })),
  }
})
