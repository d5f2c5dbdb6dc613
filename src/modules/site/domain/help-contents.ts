/** Which page of help is for whom, in the order in which somebody meets the tasks. */

/** Who looks for help; „visitor“ is anybody who has not signed in. */
export const helpReaders = ['visitor', 'learner', 'trainer', 'author', 'focal-point', 'coordinator', 'admin'] as const
export type HelpReader = (typeof helpReaders)[number]

export const helpContents: Readonly<Record<HelpReader, readonly string[]>> = {
  visitor: ['read-and-search', 'learn-offline', 'read-the-marks', 'verify-a-certificate', 'open-an-account', 'field-tools'],
  learner: ['take-a-test', 'learn-offline', 'take-a-test-along', 'unsent-work', 'get-a-certificate', 'get-back-in', 'second-step', 'your-data'],
  trainer: ['teach-with-a-pack', 'print-codes', 'follow-your-people', 'one-more-attempt', 'enter-work', 'field-tools'],
  author: ['write-content', 'read-the-marks'],
  'focal-point': ['follow-your-people', 'nominate', 'print-codes', 'enter-work'],
  coordinator: ['place-people', 'edit-the-register', 'follow-content', 'one-more-attempt', 'print-codes', 'look-into-records', 'enter-work'],
  admin: ['invite-people', 'import-people', 'let-someone-back-in', 'settings', 'other-systems', 'backup', 'requests-and-retention', 'is-it-well'],
}

/** What fits on one sheet for somebody's first day, and for whom. */
export const firstDays: readonly { readonly slug: string; readonly readers: readonly HelpReader[] }[] = [
  { slug: 'first-day', readers: ['visitor', 'learner', 'trainer', 'author'] },
  { slug: 'first-day-focal-point', readers: ['focal-point'] },
  { slug: 'first-day-administrator', readers: ['coordinator', 'admin'] },
]

/** Every page of help, each once. */
export const helpSlugs: readonly string[] = [...new Set([...Object.values(helpContents).flat(), ...firstDays.map(({ slug }) => slug)])]

/** Whose page it is; several may share one. */
export function readersOf(slug: string): HelpReader[] {
  const first = firstDays.find((day) => day.slug === slug)
  return helpReaders.filter((reader) => helpContents[reader].includes(slug) || first?.readers.includes(reader))
}

/** The slug of the standing page that holds a page of help. */
export const helpPage = (slug: string): string => `help/${slug}`
