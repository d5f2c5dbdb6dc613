import { formatDate, toLatin } from '@putokaz/serbian'
import type { RequestEvent } from '@sveltejs/kit'
import { choose, type Localized, type Variant } from '#kernel/localized.ts'
import { certificatesOf, dayOf, pendingCertificates } from '#modules/certificates/index.ts'
import { courseByCode, type PublishedCourse, unitsInOrder } from '#modules/courses/index.ts'
import { bookmarks, type CourseState, closeOverdue, learnerHome, notesOf, strandedAttempts } from '#modules/learning/index.ts'
import { testName } from '#modules/learning/ui/test-name.ts'
import * as words from '#texts/generated/learning.ts'
import { address } from '#ui/address.ts'
import { clockOf } from '../attempts/clock.ts'
import { whoLearns } from '../enter.ts'
import type { PageServerLoad } from './$types'
import { placesOf } from './places.ts'

const daysAhead = 90

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const person = whoLearns(event)
  await closeOverdue(app, person.id)
  const home = await learnerHome(app, person.id)
  const certificates = await certificatesOf(app.db, person.id, app.now())
  const pending = await pendingCertificates(app, person.id)
  const soon = dayOf(new Date(app.now().getTime() + daysAhead * 86_400_000))
  const say = (text: Localized) => choose(text, variant, toLatin)
  const expiring = certificates.filter(({ state, frozen }) => state.kind === 'valid' && frozen.validUntil !== undefined && frozen.validUntil <= soon)
  return {
    goOn: home.goOn && cardOf(home.goOn, variant),
    courses: home.courses.map((state) => cardOf(state, variant)),
    due: {
      tests: home.due.map(({ attempt, title, test, dueAt }) => ({ attempt, test, course: say(title), time: clockOf(dueAt.toISOString()) })),
      certificates: expiring.map(({ number, frozen }) => ({ number, title: say(frozen.course.title), until: frozen.validUntil ?? '' })),
    },
    certificates: certificates
      .slice(0, 3)
      .map(({ number, state, frozen }) => ({ number, kind: state.kind, title: say(frozen.course.title), issuedOn: frozen.issuedOn, sample: frozen.sample })),
    waitingForName: pending.length,
    kept: await keptPlaces(event, person.id),
    nominated: home.nominated.map((course) => ({ code: course.code, title: say(course.title) })),
    places: placesOf(person),
    stranded: await strandedSaid(event, person.id),
    sleeps: person.withheld.length > 0,
  }
}

/** Work from her device that can't be counted here, by the name of its course where that is still known. */
async function strandedSaid({ locals: { app, variant } }: RequestEvent, person: string) {
  const found = await strandedAttempts(app, person)
  return Promise.all(
    found.map(async ({ attempt, course: code, test, reason, notedAt }) => {
      const course = code === null ? null : await courseByCode(app.db, code)
      const day = formatDate(dayOf(notedAt), variant, 'genitive')
      return { attempt, test, reason, day, course: course ? choose(course.title, variant, toLatin) : null }
    }),
  )
}

/** One course of hers with the one step that comes next. */
function cardOf({ course, next, done, total, passage }: CourseState, variant: Variant) {
  const title = choose(course.title, variant, toLatin)
  const at = (path: string) => address(variant, path)
  const base = { code: course.code, title, done, total, isDone: next.kind === 'done' }
  if (next.kind === 'unit') {
    const unit = choose(unitsInOrder(course).find(({ slug }) => slug === next.unit)?.title ?? {}, variant, toLatin)
    const step = next.first ? words.beginUnit(variant, { title: unit.text }) : words.goOnUnit(variant, { title: unit.text })
    return { ...base, step, href: at(`/courses/${course.code}/${next.unit}${passage === undefined ? '' : `#${passage}`}`) }
  }
  if (next.kind === 'attempt') return { ...base, step: words.goOnTest(variant, { test: testName(variant, next.test) }), href: at(`/attempts/${next.attempt}`) }
  if (next.kind === 'done') return { ...base, step: words.courseDone(variant), href: at(`/courses/${course.code}`) }
  if (next.kind === 'waits') return { ...base, step: words.chaptersToCome(variant), href: at(`/courses/${course.code}`) }
  const step = next.kind === 'test' ? words.takeTest : words.blockedTest
  return { ...base, step: step(variant, { test: testName(variant, next.test) }), href: at(`/courses/${course.code}/tests/${next.test}`) }
}

/** Notes and bookmarks with the names of the places they stand at. */
async function keptPlaces({ locals: { app, variant, person } }: RequestEvent, id: NonNullable<RequestEvent['locals']['person']>['id']) {
  if (!person) return { notes: [], bookmarks: [] }
  const [notes, marked] = [await notesOf(app.db, id), await bookmarks(app.db, id)]
  const courses = new Map<string, PublishedCourse | null>()
  for (const { course } of [...notes, ...marked]) if (!courses.has(course)) courses.set(course, await courseByCode(app.db, course))
  const named = (place: { course: string; unit: string; passage: string }) => {
    const course = courses.get(place.course)
    const unit = course && unitsInOrder(course).find(({ slug }) => slug === place.unit)
    const title = choose(unit?.title ?? { 'sr-Cyrl': place.unit }, variant, toLatin)
    return { title, course: place.course, href: address(variant, `/courses/${place.course}/${place.unit}${place.passage === '' ? '' : `#${place.passage}`}`) }
  }
  return {
    notes: notes.map((note) => ({ ...named(note), text: note.text, key: `${note.course}/${note.unit}#${note.passage}` })),
    bookmarks: marked.map((mark) => ({ ...named(mark), key: `${mark.course}/${mark.unit}#${mark.passage}` })),
  }
}
