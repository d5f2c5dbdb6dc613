import { areas } from '#modules/areas/index.ts'
import { requirementsOfPosts } from '#modules/competencies/index.ts'
import { allInstitutions, allPosts, type Post } from '#modules/institutions/index.ts'
import { sayingIn } from '../said.ts'
import { type PublicEvent, sameForAll } from '../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const [posts, known, institutions, required] = await Promise.all([allPosts(app.db), areas(app.db), allInstitutions(app.db), requirementsOfPosts(app.db)])
  const say = sayingIn(variant)
  const line = (post: Post) => ({
    code: post.code,
    path: `/posts/${post.code.toLowerCase()}`,
    name: say(post.name),
    required: required.get(post.code)?.length ?? 0,
    institutions: institutions
      .filter(({ code }) => post.institutions.includes(code))
      .map(({ code, name }) => ({ path: `/institutions/${code.toLowerCase()}`, name: say(name) })),
  })
  // Each post stands once, in the first of its areas.
  const groups = known.map(({ code, short }) => ({
    code: code.toLowerCase(),
    name: say(short),
    posts: posts.filter((post) => post.areas[0] === code).map(line),
  }))
  return { total: posts.length, sample: posts.some(({ mark }) => mark === 'I'), groups: groups.filter(({ posts: own }) => own.length > 0) }
})
