/** What makes a question unfair or easy to guess, as far as a machine can see it. */
import type { Localized, QuestionSource } from '@putokaz/manuscript'

export type Choosing = Extract<QuestionSource, { type: 'single' | 'multiple' }>

export function isChoosing(question: QuestionSource): question is Choosing {
  return question.type === 'single' || question.type === 'multiple'
}

const everything =
  /(?<!\p{L})(све|свега|ништа|ниједно) (од )?(горе )?(наведен|поменут|набројан)\p{L}*|оба одговора|сви одговори|\b(all|none|both|any) of (the )?(above|these answers)|(?<!\p{L})[аa] (?:и|and) [бb](?!\p{L})/iu

/** „Све наведено“ and its kind. */
export function saysAllOfThem(question: QuestionSource): boolean {
  return isChoosing(question) && question.options.some(({ text }) => languages(text).some((words) => everything.test(words)))
}

const negativePrompt =
  /(?<!\p{L})(?:шта|ко|кој[аеио]|где|када|кад) (?:\p{L}+ ){0,3}?(?:није|не|нису|нема)(?!\p{L})|\b(?:which|what|who)\b[^?]*\b(?:not|never)\b|\bexcept\b/iu
const negation = /(?<!\p{L})(?:не|није|нису|нема|никад|ништа|нико|not|never|no one|nothing)(?!\p{L})/iu
const denied = /(?<!\p{L})није (?:не\p{L}{3,}|без)(?!\p{L})|\bnot (?:un\p{L}{3,}|in(?:correct|valid|accurate))|(?:тврдња|изјава) није нетачна/iu

/** A negative question with a negative option, or a denied negation. */
export function deniesTwice(question: QuestionSource): boolean {
  if (languages(question.prompt).some((words) => denied.test(words))) return true
  if (!isChoosing(question)) return false
  return (['sr-Cyrl', 'en'] as const).some((lang) => {
    const asks = negativePrompt.test(question.prompt[lang] ?? '')
    return asks && question.options.some(({ text }) => negation.test(text[lang] ?? ''))
  })
}

/** Options that say nothing to whoever chose them, in one language at least. */
export function silentOptions(question: QuestionSource): string[] {
  if (!isChoosing(question)) return []
  return question.options.filter(({ feedback }) => !feedback?.['sr-Cyrl'] || !feedback.en).map(({ id }) => id)
}

/** The key alone is longer than every other option. */
export function keyIsLongest(question: Choosing & { type: 'single' }): boolean {
  const length = (text: Localized) => text['sr-Cyrl']?.length ?? 0
  const key = question.options.find(({ id }) => id === question.key)
  return key !== undefined && question.options.every((option) => option === key || length(option.text) < length(key.text))
}

/** How often the key stands first, second, third … */
export function keyPlaces(questions: readonly (Choosing & { type: 'single' })[]): number[] {
  const places = [0, 0, 0, 0]
  for (const { options, key } of questions) {
    const place = options.findIndex(({ id }) => id === key)
    places[place] = (places[place] ?? 0) + 1
  }
  return places
}

function languages(text: Localized): string[] {
  return [text['sr-Cyrl'], text.en].filter((words) => words !== undefined)
}
