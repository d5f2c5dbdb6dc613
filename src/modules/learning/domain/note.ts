/** Where a note or a bookmark stands: a unit, or a passage in it (empty: the unit as a whole). */
export interface Place {
  readonly course: string
  readonly unit: string
  readonly passage: string
}

export const longestNote = 4000

const slug = /^[a-z0-9][a-z0-9-]{0,120}$/
const passage = /^[A-Za-z0-9][A-Za-z0-9._-]{0,120}$/
const course = /^[A-Z][A-Z0-9-]{0,19}$/

/** The place, or undefined when it can't be one. */
export function parsePlace(given: { course: string; unit: string; passage?: string | undefined }): Place | undefined {
  const at = given.passage ?? ''
  if (!course.test(given.course) || !slug.test(given.unit) || (at !== '' && !passage.test(at))) return undefined
  return { course: given.course, unit: given.unit, passage: at }
}

export interface NoteText {
  readonly text: string
  readonly at: Date
}

/** What stands after a note arrived: the newer one, and an older one that differs beside it, for she may never have seen the two together. */
export function mergedNote(kept: NoteText | undefined, arriving: NoteText): NoteText {
  return !kept || arriving.at >= kept.at ? arriving : { text: besides(kept.text, arriving.text), at: kept.at }
}

/** Both texts, unless the first says the other already. */
export function besides(text: string, other: string): string {
  if (text.includes(other)) return text
  return text === '' ? other : `${text}\n\n${other}`.slice(0, 2 * longestNote)
}
