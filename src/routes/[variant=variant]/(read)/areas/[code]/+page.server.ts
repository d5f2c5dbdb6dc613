import { error, redirect } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { type Area, areas } from '#modules/areas/index.ts'
import { competencies } from '#modules/competencies/index.ts'
import { catalogue } from '#modules/courses/index.ts'
import { allInstitutions, allPosts } from '#modules/institutions/index.ts'
import { acts, provisionsOf } from '#modules/laws/index.ts'
import { cardPage, documents, manuals } from '#modules/library/index.ts'
import { allNews } from '#modules/site/index.ts'
import type { Db } from '#platform/db.ts'
import { address } from '#ui/address.ts'
import { sayingIn, standing } from '../../said.ts'
import { type PublicEvent, sameForAll } from '../../same-for-all.ts'
import type { PageServerLoadEvent } from './$types'

export const csr = false

export const load = sameForAll(async ({ params, locals: { app, variant } }: PublicEvent<PageServerLoadEvent['params']>) => {
  const all = await areas(app.db)
  const at = all.findIndex(({ code }) => code === params.code.toUpperCase())
  const area = all[at]
  if (!area) error(404)
  if (params.code !== area.code.toLowerCase()) redirect(308, address(variant, `/areas/${area.code.toLowerCase()}`))
  const [learning, law, people, reading, card] = await Promise.all([
    learningFor(app.db, area.code, variant),
    lawFor(app.db, area.code, variant),
    peopleFor(app.db, area.code, variant),
    readingFor(app.db, area.code, variant),
    cardPage(app, area.code, variant),
  ])
  const say = sayingIn(variant)
  return {
    area: { code: area.code, ...shortly(area, variant), name: say(area.name), description: say(area.description) },
    ...learning,
    ...people,
    ...reading,
    card: card && { path: `/library/cards/${area.code}`, title: card.title, summary: card.summary, sample: card.sample },
    provisions: law,
    previous: all
      .slice(0, at)
      .map((other) => shortly(other, variant))
      .at(-1),
    next: all
      .slice(at + 1)
      .map((other) => shortly(other, variant))
      .at(0),
  }
})

function shortly(area: Area, variant: Variant) {
  return { path: `/areas/${area.code.toLowerCase()}`, number: area.code.replace(/\D/g, ''), short: sayingIn(variant)(area.short) }
}

/** Open courses first, then those that are announced. */
async function learningFor(db: Db, area: string, variant: Variant) {
  const say = sayingIn(variant)
  const [courses, framework] = await Promise.all([catalogue(db), competencies(db)])
  const own = courses.filter((course) => course.areas.includes(area))
  return {
    courses: [...own.filter(({ status }) => status === 'published'), ...own.filter(({ status }) => status !== 'published')].map(
      ({ code, hours, sample, status, title, promise, waits }) => ({
        code,
        hours,
        sample,
        waits,
        announced: status !== 'published',
        title: say(title),
        promise: say(promise),
      }),
    ),
    competencies: framework.filter((one) => one.area === area).map(({ code, name }) => ({ code, name: standing(say(name)) })),
  }
}

async function lawFor(db: Db, area: string, variant: Variant) {
  const say = sayingIn(variant)
  const known = await acts(db)
  const found = await Promise.all(
    known.map(async ({ code, short }) => {
      const own = (await provisionsOf(db, code)).filter((provision) => provision.areas.includes(area))
      return own.map(({ article, topic, mark }) => ({
        article,
        topic: standing(say(topic)),
        check: mark !== 'V',
        leads: [{ path: `/laws/${code.toLowerCase()}`, name: say(short) }],
      }))
    }),
  )
  return found.flat()
}

async function peopleFor(db: Db, area: string, variant: Variant) {
  const say = sayingIn(variant)
  const [posts, institutions] = await Promise.all([allPosts(db), allInstitutions(db)])
  const bodyOf = (code: string) => institutions.find((one) => one.code === code)
  return {
    posts: posts
      .filter((post) => post.areas.includes(area))
      .map((post) => ({
        code: post.code,
        name: say(post.name),
        institutions: post.institutions.flatMap((code) => {
          const body = bodyOf(code)
          return body ? [{ path: `/institutions/${code.toLowerCase()}`, name: say(body.name) }] : []
        }),
      })),
  }
}

async function readingFor(db: Db, area: string, variant: Variant) {
  const say = sayingIn(variant)
  const [books, files, news] = await Promise.all([manuals(db), documents(db, { area }), allNews(db)])
  const own = books.filter((manual) => manual.areas.includes(area))
  return {
    reading: [
      ...own.map(({ slug, title, summary, sample }) => ({ path: `/library/manuals/${slug}`, manual: true, title: say(title), summary: say(summary), sample })),
      ...files.map(({ slug, title, summary, sample }) => ({
        path: `/library/documents/${slug}`,
        manual: false,
        title: say(title),
        summary: say(summary),
        sample,
      })),
    ],
    news: news
      .filter((item) => item.areas.includes(area))
      .slice(0, 3)
      .map(({ slug, date, title, summary, sample }) => ({ slug, date, sample, title: say(title), summary: say(summary ?? {}) })),
  }
}
