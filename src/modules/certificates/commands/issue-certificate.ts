import type { PersonId } from '#kernel/id.ts'
import type { Localized } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { type CourseVersionId, courseVersion, type PublishedCourse } from '#modules/courses/index.ts'
import { type Progress, progressOf, versionsPassedIn } from '#modules/learning/index.ts'
import { confirmedName } from '#modules/people/index.ts'
import { centreSettings } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { setting } from '#platform/settings.ts'
import * as words from '#texts/generated/certificates.ts'
import { freeze, type Issuer } from '../domain/frozen.ts'
import { mintNumber, numberBytes } from '../domain/number.ts'
import { dayOf } from '../domain/state.ts'
import { addCertificate, findFor } from '../store.ts'

export type IssueRefusal = 'no-such-course' | 'not-completed' | 'name-not-confirmed'

/** Key of the setting that names the issuer; its value is an `Issuer`. */
export const issuerSetting = 'certificate-issuer'

const defaultTitle: Localized = { 'sr-Cyrl': words.title('sr-Cyrl'), 'sr-Latn': words.title('sr-Latn'), en: words.title('en') }

/** Issues the certificate of a person for a version of a course; there is exactly one, and a repeat returns it. */
export function issueCertificate(app: App, given: { person: PersonId; courseVersion: string }): Promise<Result<{ number: string }, IssueRefusal>> {
  return app.db.transact(async (tx) => {
    const there = await findFor(tx, given.person, given.courseVersion)
    if (there) return done({ number: there.number })
    const course = await courseVersion(tx, given.courseVersion as CourseVersionId)
    if (!course) return refuse('no-such-course')
    const progress = await progressOf(app, given.person, course, tx)
    if (progress.completedAt === undefined) return refuse('not-completed')
    const names = await confirmedName(tx, given.person)
    if (!names) return refuse('name-not-confirmed')
    const issuer = (await setting<Issuer>(tx, issuerSetting)) ?? {}
    const { name: centre } = await centreSettings(tx)
    const proof = { course, names, issuer, defaultTitle, centre, completedOn: dayOf(new Date(progress.completedAt)), percent: percentIn(progress) }
    const row = {
      person: given.person,
      course: course.code,
      course_version: course.id,
      version: course.version,
      issued_at: app.now(),
      revoked_at: null,
      revoked_reason: null,
      revoked_by: null,
    }
    const number = mintNumber(app.random(numberBytes))
    if (await addCertificate(tx, { ...row, number, frozen: freeze(proof, dayOf(app.now())) })) return done({ number })
    return done({ number: (await findFor(tx, given.person, given.courseVersion))?.number ?? number })
  })
}

function percentIn(progress: Progress): number | undefined {
  const best = progress.tests.get('final')?.best
  return best === undefined ? undefined : Math.floor(best * 100 + 1e-9)
}

/** Courses a person completed for which she has no certificate yet. */
export async function pendingCertificates(app: App, person: PersonId, db: Db = app.db): Promise<PublishedCourse[]> {
  const pending: PublishedCourse[] = []
  for (const id of await versionsPassedIn(db, person)) {
    if (await findFor(db, person, id)) continue
    const course = await courseVersion(db, id as CourseVersionId)
    if (course && (await progressOf(app, person, course, db)).completedAt !== undefined) pending.push(course)
  }
  return pending
}

/** Issues what waited until the name was confirmed. */
export async function issuePending(app: App, person: PersonId): Promise<void> {
  for (const { id } of await pendingCertificates(app, person)) await issueCertificate(app, { person, courseVersion: id })
}
