import type { Localized } from '#kernel/localized.ts'
import { yearsLater } from '#kernel/period.ts'

/** Who issues certificates, as the Centre's settings say; nothing unless it was set. */
export interface Issuer {
  readonly title?: Localized
  readonly issuer?: Localized
  readonly signatory?: Localized
  readonly registerNumber?: string
}

/** What a certificate says, for good: later changes of names, courses or settings do not touch it. */
export interface Frozen {
  readonly title: Localized
  /** Name of the centre on that day; those issued before it was written down bear the first name. */
  readonly centre?: Localized
  readonly names: { readonly cyrillic: string; readonly latin: string }
  readonly course: {
    readonly code: string
    readonly version: string
    readonly title: Localized
    readonly format: 'online' | 'live' | 'blended'
    /** Of a blended course only the part that was learned online. */
    readonly hours: number
    readonly legalState?: string
  }
  readonly outcomes: readonly Localized[]
  /** Best result of the final test, in whole percents. */
  readonly percent?: number
  readonly completedOn: string
  readonly issuedOn: string
  readonly validUntil?: string
  readonly issuer: Omit<Issuer, 'title'>
  readonly sample: boolean
}

/** A course as a certificate needs it. */
export interface CertifiedCourse {
  readonly code: string
  readonly version: string
  readonly title: Localized
  readonly format: 'online' | 'live' | 'blended'
  readonly hours: number
  readonly legalState?: string
  readonly validity?: { readonly years: number }
  readonly outcomes: readonly { readonly text: Localized }[]
  readonly chapters: readonly { readonly units: readonly { readonly minutes: number }[] }[]
  readonly sample: boolean
}

export interface Proof {
  readonly course: CertifiedCourse
  readonly names: Frozen['names']
  readonly completedOn: string
  readonly percent: number | undefined
  readonly issuer: Issuer
  readonly defaultTitle: Localized
  readonly centre: Localized
}

/** Writes down what a certificate issued today says. */
export function freeze({ course, names, completedOn, percent, issuer, defaultTitle, centre }: Proof, today: string): Frozen {
  const { title, ...who } = issuer
  const { code, version, format, legalState, validity } = course
  return {
    title: title ?? defaultTitle,
    centre,
    names,
    course: { code, version, title: course.title, format, hours: onlineHours(course), ...(legalState !== undefined && { legalState }) },
    outcomes: course.outcomes.map(({ text }) => text),
    ...(percent !== undefined && { percent }),
    completedOn,
    issuedOn: today,
    ...(validity && { validUntil: yearsLater(today, validity.years) }),
    issuer: who,
    sample: course.sample,
  }
}

/** Half hours, at least one: a blended course says only what was learned online, which its units tell. */
function onlineHours(course: CertifiedCourse): number {
  if (course.format !== 'blended') return course.hours
  const minutes = course.chapters.flatMap(({ units }) => units).reduce((sum, unit) => sum + unit.minutes, 0)
  return Math.max(0.5, Math.round(minutes / 30) / 2)
}
