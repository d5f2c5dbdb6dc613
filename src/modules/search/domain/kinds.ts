import type { SearchKind } from '#kernel/search-text.ts'

const order = {
  course: 0,
  unit: 1,
  sheet: 2,
  manual: 3,
  chapter: 4,
  card: 5,
  tool: 6,
  document: 7,
  term: 8,
  act: 9,
  institution: 10,
  facility: 11,
  news: 12,
  help: 13,
  page: 14,
} as const satisfies Record<SearchKind, number>

/** All kinds of things that can be found, in the order in which a page lists them. */
export const searchKinds = Object.keys(order) as readonly SearchKind[]
