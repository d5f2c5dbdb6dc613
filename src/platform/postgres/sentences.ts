/** What a person reads when a start is refused or takes a while. */
import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/postgres.ts'
import type { StartRefusal } from './refusals.ts'
import type { PostgresStep } from './start.ts'

type Sentence = (variant: Variant, values: Readonly<Record<string, string>>) => string

/** One sentence that says what is wrong and what to do about it. */
export function refusalSentence(refusal: StartRefusal, variant: Variant): string {
  return say(refusal.reason, refusal, variant)
}

/** One line for a step of the start. */
export function stepSentence(step: PostgresStep, variant: Variant): string {
  return say(step.step, step, variant)
}

function say(key: StartRefusal['reason'] | PostgresStep['step'], values: object, variant: Variant): string {
  const texts: Readonly<Record<typeof key, unknown>> = words
  const plain = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
  return (texts[key] as Sentence)(variant, plain)
}
