import type { AccountStatement } from '@putokaz/xapi'
import { coursePath } from '../../domain/course-outline.ts'
import type { CourseOutline } from '../../domain/course-state.ts'
import { type WhereInCourse, whereInCourse } from '../../domain/where-in-course.ts'
import { deedsAt, newest, type Owner, type Rows } from '../outbox/index.ts'
import { keptProgress } from './kept-progress.ts'

interface Course {
  readonly code: string
  readonly version: string
  readonly outline: CourseOutline
  /** Attempts that were handed in on this device. */
  readonly handedIn: ReadonlySet<string>
}

type Place = { readonly unit: string; readonly passage: string; readonly at: string }

/** Where she stands in a kept course: what the Centre told last and what was done here since, by the rule of the Centre itself. */
export async function whereHere(rows: Rows, owner: Owner, { code, version, outline, handedIn }: Course): Promise<WhereInCourse> {
  const kept = await keptProgress(owner, code).catch(() => undefined)
  const done = await deedsAt<AccountStatement>(rows, 'statements')
  const here = await newest<Place>(rows, { to: 'place', course: code, unit: '', passage: '' })
  const [place] = [kept?.place, here?.body].filter((one) => one !== undefined).toSorted((a, b) => (a.at < b.at ? 1 : -1))
  const [open, spent] = kept?.version === version ? [kept.open, kept.spent] : [[], []]
  return whereInCourse({
    outline,
    activity: `${owner.homePage}/xapi/activities/${coursePath({ code, version })}`,
    told: [...(kept?.told ?? []), ...done.map((statement) => ({ statement, authority: 'device' as const }))],
    attempts: { open: new Map(open.filter(([, attempt]) => !handedIn.has(attempt))), spent: new Set(spent) },
    place,
  })
}
