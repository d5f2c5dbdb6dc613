/** Notes, bookmarks and places as devices send them. */
import * as v from 'valibot'
import { isUuid } from '#kernel/id.ts'

export const uuid = v.pipe(v.string(), v.check(isUuid))
export const short = v.pipe(v.string(), v.maxLength(200))

/** Where it was done without a network, with the name it got there and the moment by that clock. */
const Born = {
  id: v.optional(uuid),
  at: v.optional(
    v.pipe(
      v.string(),
      v.isoTimestamp(),
      v.check((at) => !Number.isNaN(Date.parse(at))),
    ),
  ),
}
const AtPlace = { course: short, unit: short, passage: v.optional(short), ...Born }

export const Note = v.strictObject({ ...AtPlace, text: v.pipe(v.string(), v.maxLength(20_000)) })
export const Bookmark = v.strictObject({ ...AtPlace, marked: v.boolean() })
export const ReadingPlace = v.strictObject(AtPlace)
