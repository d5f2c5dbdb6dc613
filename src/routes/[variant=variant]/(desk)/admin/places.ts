/** The places of the administration, in the order of its menu. A new place is one line here. */
import type { Variant } from '#kernel/localized.ts'
import { type Deed, mayOnceConfirmed, maySomewhere, type SignedIn } from '#modules/people/index.ts'
import * as words from '#texts/generated/admin.ts'
import * as backup from '#texts/generated/backup.ts'
import * as letters from '#texts/generated/letters.ts'
import * as people from '#texts/generated/people-desk.ts'
import * as privacy from '#texts/generated/privacy.ts'
import * as recordDesk from '#texts/generated/record-desk.ts'
import * as records from '#texts/generated/records.ts'
import * as settings from '#texts/generated/settings.ts'

type Word = (variant: Variant) => string

export interface Place {
  /** Below `/admin`. */
  readonly path: string
  readonly title: Word
  /** What one does there, in one line. */
  readonly about: Word
  readonly deed: Deed
}

/** Places that belong to one job, under the name of the job. */
export interface Job {
  readonly title: Word
  readonly places: readonly Place[]
}

const jobs: readonly Job[] = [
  {
    title: words.jobPeople,
    places: [
      { path: 'people', title: people.title, about: people.about, deed: 'manage-people' },
      { path: 'institutions', title: words.placeInstitutions, about: words.placeInstitutionsAbout, deed: 'edit-institutions' },
    ],
  },
  { title: words.jobContent, places: [{ path: 'content', title: words.placeContent, about: words.placeContentAbout, deed: 'oversee-content' }] },
  {
    title: words.jobRunning,
    places: [
      { path: 'mail', title: letters.mailTitle, about: letters.mailLead, deed: 'run-centre' },
      { path: 'jobs', title: words.placeJobs, about: words.placeJobsAbout, deed: 'run-centre' },
      { path: 'storage', title: words.placeStorage, about: words.placeStorageAbout, deed: 'run-centre' },
      { path: 'backup', title: backup.place, about: backup.placeAbout, deed: 'run-centre' },
      { path: 'record-clients', title: records.place, about: records.placeAbout, deed: 'run-centre' },
      { path: 'record-forwarding', title: recordDesk.forwarding, about: recordDesk.forwardingAbout, deed: 'run-centre' },
      { path: 'health', title: words.placeHealth, about: words.placeHealthAbout, deed: 'run-centre' },
      { path: 'settings', title: settings.title, about: settings.lead, deed: 'change-settings' },
    ],
  },
  {
    title: words.jobOversight,
    places: [
      { path: 'audit', title: words.placeAudit, about: words.placeAuditAbout, deed: 'read-audit' },
      { path: 'privacy', title: privacy.placeTitle, about: privacy.placeAbout, deed: 'handle-personal-data' },
    ],
  },
]

/** The places that a person may enter; jobs without one are left out. */
export function placesFor(person: SignedIn | null): Job[] {
  return jobs.map(({ title, places }) => ({ title, places: places.filter(({ deed }) => maySomewhere(person, deed)) })).filter(({ places }) => places.length > 0)
}

/** Whether there would be one for her after her second factor. */
export function placesOnceConfirmed(person: SignedIn | null): boolean {
  return jobs.some(({ places }) => places.some(({ deed }) => mayOnceConfirmed(person, deed)))
}
