import type { SearchKind } from '#kernel/search-text.ts'

const order = {
  course: 0,
  unit: 1,
  sheet: 2,
  manual: 3,
  chapter: 4,
  card: 5,
  document: 6,
  term: 7,
  act: 8,
  institution: 9,
  facility: 10,
  news: 11,
  help: 12,
  page: 13,
} as const satisfies Record<SearchKind, number>

/** All kinds of things that can be found, in the order in which a page lists them. */
export const searchKinds = Object.keys(order) as readonly SearchKind[]
