import type { SearchKind } from '#kernel/search-text.ts'

const order = {
  course: 0,
  unit: 1,
  manual: 2,
  chapter: 3,
  document: 4,
  term: 5,
  act: 6,
  institution: 7,
  facility: 8,
  news: 9,
  page: 10,
} as const satisfies Record<SearchKind, number>

/** All kinds of things that can be found, in the order in which a page lists them. */
export const searchKinds = Object.keys(order) as readonly SearchKind[]
