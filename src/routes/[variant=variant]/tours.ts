/** A short tour for each who looks for help: real pages, and what one does there. It is entered by a link and left by one. */
import type { Variant } from '#kernel/localized.ts'
import { type HelpReader, helpReaders } from '#modules/site/index.ts'
import * as words from '#texts/generated/help.ts'

export interface Stop {
  /** The page, without the prefix of a variant. */
  readonly path: string
  readonly says: (variant: Variant) => string
}

export const tours: Readonly<Record<HelpReader, readonly Stop[]>> = {
  visitor: [
    { path: '/', says: words.tourVisitorHome },
    { path: '/search', says: words.tourVisitorSearch },
    { path: '/library', says: words.tourVisitorLibrary },
    { path: '/verify', says: words.tourVisitorVerify },
  ],
  learner: [
    { path: '/courses', says: words.tourLearnerCourses },
    { path: '/glossary', says: words.tourLearnerGlossary },
    { path: '/me', says: words.tourLearnerMe },
    { path: '/me/certificates', says: words.tourLearnerCertificates },
    { path: '/me/security', says: words.tourLearnerSecurity },
  ],
  trainer: [
    { path: '/courses', says: words.tourTrainerCourses },
    { path: '/library/cards', says: words.tourTrainerCards },
    { path: '/desk/codes', says: words.tourTrainerCodes },
    { path: '/desk/people', says: words.tourTrainerPeople },
  ],
  author: [
    { path: '/about', says: words.tourAuthorAbout },
    { path: '/sources', says: words.tourAuthorSources },
    { path: '/glossary', says: words.tourAuthorGlossary },
    { path: '/laws', says: words.tourAuthorLaws },
  ],
  'focal-point': [
    { path: '/desk/people', says: words.tourFocalPeople },
    { path: '/desk/codes', says: words.tourFocalCodes },
    { path: '/courses', says: words.tourFocalCourses },
    { path: '/me/security', says: words.tourFocalSecurity },
  ],
  coordinator: [
    { path: '/admin', says: words.tourCoordinatorAdmin },
    { path: '/admin/institutions/people', says: words.tourCoordinatorPeople },
    { path: '/admin/institutions/focal-points', says: words.tourCoordinatorFocal },
    { path: '/admin/content', says: words.tourCoordinatorContent },
    { path: '/desk/people', says: words.tourCoordinatorStanding },
  ],
  admin: [
    { path: '/admin/health', says: words.tourAdminHealth },
    { path: '/admin/people', says: words.tourAdminPeople },
    { path: '/admin/settings', says: words.tourAdminSettings },
    { path: '/admin/backup', says: words.tourAdminBackup },
    { path: '/admin/privacy', says: words.tourAdminPrivacy },
  ],
}

/** Where a stop is, with the mark that says which one it is; a stop is counted from one. */
export function stopAddress(reader: HelpReader, number: number): string | undefined {
  const stop = tours[reader][number - 1]
  return stop && `${stop.path}?tour=${reader}-${number}`
}

export interface ShownStop {
  readonly reader: HelpReader
  readonly number: number
  readonly total: number
  readonly says: string
  readonly before?: string
  readonly next?: string
}

/** The stop that an address marks; null elsewhere, and where the mark does not belong to the page. */
export function stopAt(mark: string | null, path: string, variant: Variant): ShownStop | null {
  const [, name, digit] = /^([a-z-]+)-([1-9])$/.exec(mark ?? '') ?? []
  const reader = helpReaders.find((one) => one === name)
  const number = Number(digit)
  const stop = reader && tours[reader][number - 1]
  if (!stop || stop.path !== (path === '' ? '/' : path)) return null
  const [before, next] = [stopAddress(reader, number - 1), stopAddress(reader, number + 1)]
  return { reader, number, total: tours[reader].length, says: stop.says(variant), ...(before && { before }), ...(next && { next }) }
}
