/** In records of our own people are account ids and nothing else: what would tell who somebody is, and where it stands. */
import type { BrokenRule } from '@putokaz/xapi'

const email = /[^\s"@<>]@[^\s"@.]+\.[^\s"@]/
const thirteenDigits = /(?<!\d)\d{13}(?!\d)/g
/** Data 2.4.2.3: what identifies an agent by something else than an account. */
const outside = ['mbox', 'mbox_sha1sum', 'openid']

/** Every place that tells; numbers are moments and scores, and tell of nobody. */
export function tellingPlaces(value: unknown, path = ''): BrokenRule[] {
  if (typeof value === 'string') return tellsInText(value) ? [{ path, rule: 'records of people hold no e-mail address and no personal number' }] : []
  if (typeof value !== 'object' || value === null) return []
  const isAgent = !Array.isArray(value) && ('account' in value || outside.some((name) => name in value))
  return Object.entries(value).flatMap(([key, inner]): BrokenRule[] => {
    const place = path === '' ? key : `${path}.${key}`
    if (isAgent && (key === 'name' || outside.includes(key))) return [{ path: place, rule: 'records name people by account ids only' }]
    return [
      ...(tellsInText(key) ? [{ path: place, rule: 'records of people hold no e-mail address and no personal number' }] : []),
      ...tellingPlaces(inner, place),
    ]
  })
}

/** Whether a text holds an e-mail address or a personal number (ЈМБГ). */
export function tellsInText(text: string): boolean {
  return email.test(text) || (text.match(thirteenDigits) ?? []).some(isPersonalNumber)
}

/** Day, month and the last digit, which checks the others (Zakon o jedinstvenom matičnom broju građana, čl. 4). */
function isPersonalNumber(digits: string): boolean {
  const [day, month] = [Number(digits.slice(0, 2)), Number(digits.slice(2, 4))]
  if (day < 1 || day > 31 || month < 1 || month > 12) return false
  const weights = [7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
  const rest = 11 - (weights.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11)
  return (rest > 9 ? 0 : rest) === Number(digits[12])
}
