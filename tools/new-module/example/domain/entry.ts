import { done, type Result, refuse } from '#kernel/result.ts'

export type EntryRefusal = 'title-missing' | 'title-too-long' | 'too-many-entries'

const mostPerPerson = 100

/** Whether a person may add an entry, and under which title. Pure: what it must know comes in, what it decides goes out. */
export function decideEntry(given: { title: string }, already: number): Result<{ title: string }, EntryRefusal> {
  const title = given.title.normalize('NFC').trim()
  if (title === '') return refuse('title-missing')
  if (title.length > 200) return refuse('title-too-long')
  return already < mostPerPerson ? done({ title }) : refuse('too-many-entries')
}
