/** An answer to a question of a test that is taken online, as devices send it. */
import * as v from 'valibot'
import { done, type Result } from '#kernel/result.ts'
import { parseResponse, type QuestionType, type Response, type ResponseRefusal } from '#modules/questions/index.ts'
import { short, uuid } from './place-bodies.ts'

/** Devices count in milliseconds of their clock; far above any clock there must be room left for what comes after. */
const lastSequence = 2 ** 52

/** The types of questions, as they come from outside: everything else is no type. */
export const questionType = v.picklist([
  'single',
  'multiple',
  'truefalse',
  'matching',
  'ordering',
  'shorttext',
  'numeric',
  'gaptext',
] as const satisfies readonly QuestionType[])

const entries = {
  id: uuid,
  item: short,
  sequence: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(lastSequence)),
  response: v.nullable(v.looseObject({ type: questionType })),
}

export const Answer = v.strictObject(entries)
/** In a file it says itself of which attempt it is. */
export const AnswerInFile = v.strictObject({ ...entries, attempt: uuid })

export function responseIn({ response }: v.InferOutput<typeof Answer>): Result<Response | null, ResponseRefusal> {
  return response === null ? done(null) : parseResponse(response.type, response)
}
