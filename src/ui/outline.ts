/** One stop on the way through a course or a manual. */
export interface Stop {
  title: string
  href?: string
  /** Left out where progress is not kept, as in a manual. */
  state?: 'done' | 'open' | 'locked'
  here?: boolean
  /** Why it is locked, or how long it takes. */
  aside?: string
  lang?: string
}

/** A chapter and its stops; without a title the stops stand alone. */
export interface OutlinePart {
  title?: string
  stops: readonly Stop[]
}
