import { areas } from '#modules/areas/index.ts'
import { catalogue } from '#modules/courses/index.ts'
import { allPosts } from '#modules/institutions/index.ts'
import { sayingIn } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [known, courses, posts] = await Promise.all([areas(app.db), catalogue(app.db), allPosts(app.db)])
  const say = sayingIn(variant)
  return {
    areas: known.map(({ code, name, short, description }) => ({
      code: code.toLowerCase(),
      number: code.replace(/\D/g, ''),
      short: say(short),
      name: say(name),
      description: say(description),
      courses: courses.filter((course) => course.areas.includes(code)).length,
      posts: posts.filter((post) => post.areas.includes(code)).length,
    })),
  }
})
