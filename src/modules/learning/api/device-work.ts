import * as v from 'valibot'
import { parseResponse } from '#modules/questions/index.ts'
import { questionType } from '../answer-body.ts'
import { wordsOf } from '../domain/response-words.ts'

const short = v.pipe(v.string(), v.maxLength(300))
const at = v.pipe(v.string(), v.isoTimestamp())
const many = <Schema extends v.GenericSchema>(schema: Schema) => v.pipe(v.array(schema), v.maxLength(300))

/** A response that is no answer to a question of its own type is passed over, not refused: the rest of the work is worth keeping. */
const answer = v.pipe(
  v.object({ question: short, response: v.unknown(), at }),
  v.transform(({ question, response, at: moment }) => {
    const type = v.safeParse(questionType, (response as { type?: unknown } | null)?.type)
    const read = type.success ? parseResponse(type.output, response) : undefined
    return read?.ok && read.value ? [{ question, words: wordsOf(read.value), at: moment }] : []
  }),
)

/** What `device/device-record.ts` exports, as it arrives. */
export const deviceWork = v.object({
  places: many(v.object({ course: short, unit: short, passage: short, at })),
  notes: many(v.object({ unit: short, text: v.pipe(v.string(), v.maxLength(20_000)), at })),
  bookmarks: many(v.object({ key: short, at })),
  answers: v.pipe(
    many(answer),
    v.transform((answers) => answers.flat()),
  ),
  read: many(v.object({ key: short, at })),
})
