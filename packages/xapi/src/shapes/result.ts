import { boolean, breaksAt, type Check, fitsShape, number, ofShape, shape, string } from './check.ts'
import { duration, extensions } from './special.ts'

const clause = 'Data 2.4.5.1'

// xAPI 1.0.3, Data 2.4.5.1: scaled lies between -1 and 1, inclusive.
const scoreShape = shape(clause, {
  scaled: number(clause, (scaled) => scaled >= -1 && scaled <= 1, 'a number between -1 and 1'),
  raw: number(clause),
  min: number(clause),
  max: number(clause),
})

const score: Check = (value, look) => {
  if (!fitsShape(scoreShape, value, look)) return
  const { raw, min, max } = value
  // xAPI 1.0.3, Data 2.4.5.1: min is less than max; raw lies between them, inclusive. What is no number fails by itself.
  if (isLess(max, min) || (min === max && typeof min === 'number')) breaksAt(look, 'min', `${clause}: min is less than max`)
  if (isLess(raw, min)) breaksAt(look, 'raw', `${clause}: raw is not less than min`)
  if (isLess(max, raw)) breaksAt(look, 'raw', `${clause}: raw is not more than max`)
}

function isLess(a: unknown, b: unknown): boolean {
  return typeof a === 'number' && typeof b === 'number' && a < b
}

export const result: Check = ofShape(
  shape('Data 2.4.5', {
    score,
    success: boolean('Data 2.4.5'),
    completion: boolean('Data 2.4.5'),
    response: string('Data 2.4.5'),
    duration,
    extensions,
  }),
)
