import { fold } from '@putokaz/serbian'
import type { AnswerKey } from './question.ts'
import type { Response } from './response.ts'

export interface Grade {
  /** From 0 to 1. */
  readonly score: number
  readonly correct: boolean
}

/** What grading needs of a question beside its key: the ids to choose from. */
export interface Gradable {
  readonly type: string
  readonly options?: readonly { readonly id: string }[]
}

/**
 * Grades a response; none, or one of another type, scores 0. Only a score of 1 is correct. In part:
 * - multiple: share of the right options chosen minus share of the wrong options chosen, never below 0, so choosing all earns nothing;
 * - matching and gaps: share of the pairs or gaps that are right;
 * - ordering: share of the key's neighbours that stand directly one after the other in the answer too.
 */
export function grade(asked: Gradable, answer: AnswerKey, response: Response | null): Grade {
  const score = response === null || response.type !== answer.type ? 0 : scoreOf(asked, answer, response)
  return { score, correct: score === 1 }
}

function scoreOf(asked: Gradable, answer: AnswerKey, response: Response): number {
  switch (answer.type) {
    case 'single':
    case 'truefalse':
      return Number('chosen' in response && response.chosen === answer.key)
    case 'multiple':
      return response.type === 'multiple'
        ? choices(
            (asked.options ?? []).map(({ id }) => id),
            answer.key,
            response.chosen,
          )
        : 0
    case 'matching':
      return response.type === 'matching' ? share(Object.entries(answer.key), ([left, right]) => response.pairs[left] === right) : 0
    case 'ordering':
      return response.type === 'ordering' ? neighbours(answer.key, response.order) : 0
    case 'shorttext':
      return Number(response.type === 'shorttext' && isAccepted(response.text, answer.key))
    case 'numeric':
      return Number(response.type === 'numeric' && isWithin(response.text, answer.key))
    case 'gaptext':
      return response.type === 'gaptext' ? share(Object.entries(answer.key), ([gap, accepted]) => isAccepted(response.gaps[gap] ?? '', accepted)) : 0
  }
}

function share<T>(things: readonly T[], isRight: (thing: T) => boolean): number {
  return things.filter(isRight).length / things.length
}

function choices(options: readonly string[], key: readonly string[], chosen: readonly string[]): number {
  const wrong = options.filter((id) => !key.includes(id))
  const has = (id: string) => chosen.includes(id)
  const lost = wrong.length > 0 ? share(wrong, has) : 0
  return Math.max(0, share(key, has) - lost)
}

function neighbours(key: readonly string[], order: readonly string[]): number {
  if (key.length < 2) return Number(order[0] === key[0])
  return share(key.slice(1), (id) => order.includes(id) && order[order.indexOf(id) - 1] === key[key.indexOf(id) - 1])
}

/** Blind to script, case, diacritics and spaces, and to signs around the words. */
function bare(text: string): string {
  const signs = [...fold(text).replaceAll(/\s+/g, '')]
  const first = signs.findIndex((sign) => /[\p{L}\p{N}]/u.test(sign))
  return first < 0 ? '' : signs.slice(first, signs.findLastIndex((sign) => /[\p{L}\p{N}%]/u.test(sign)) + 1).join('')
}

function isAccepted(text: string, accepted: readonly string[]): boolean {
  const given = bare(text)
  return given !== '' && accepted.some((one) => bare(one) === given)
}

/** Room for the last binary digit: 0.3 lies within 0.1 of 0.2. */
const rounding = 1e-9

function isWithin(text: string, { value, tolerance }: { value: number; tolerance: number }): boolean {
  return readingsOf(text).some((number) => Math.abs(number - value) <= tolerance + rounding * Math.max(1, Math.abs(value)))
}

const written = /^([+-]?)(\d+(?:[.,]\d+)*)\D*$/u

/**
 * The numbers a text may mean. A comma or a dot is the decimal sign; where three digits follow it may also
 * part the thousands („1.000“), and then both readings count. A unit behind the number is passed over.
 */
export function readingsOf(text: string): number[] {
  const [, sign = '', digits] = written.exec(text.replaceAll(/[\s\u00a0\u202f]/g, '').replace('−', '-')) ?? []
  if (digits === undefined) return []
  const groups = digits.split(/[.,]/)
  const signs = [...digits.matchAll(/[.,]/g)].map(([one]) => one)
  const last = groups.at(-1) ?? ''
  const readings: string[] = []
  const areThousands = (some: readonly string[]) => some.slice(1).every((group) => group.length === 3) && (some[0]?.length ?? 0) <= 3
  if (groups.length === 1) readings.push(digits)
  else {
    const whole = groups.slice(0, -1)
    const isDecimal = groups.length === 2 || (areThousands(whole) && new Set(signs.slice(0, -1)).size === 1 && signs.at(-1) !== signs[0])
    if (isDecimal) readings.push(`${whole.join('')}.${last}`)
    if (areThousands(groups) && new Set(signs).size === 1) readings.push(groups.join(''))
  }
  return readings.map((one) => Number(`${sign}${one}`))
}
