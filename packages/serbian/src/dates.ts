/** Nominative stands alone (22. новембар 2026.), genitive inside a sentence (до 22. новембра 2026. године). */
export type DateCase = 'nominative' | 'genitive'

const MONTHS = {
  'sr-Cyrl': {
    nominative: 'јануар фебруар март април мај јун јул август септембар октобар новембар децембар'.split(' '),
    genitive: 'јануара фебруара марта априла маја јуна јула августа септембра октобра новембра децембра'.split(' '),
  },
  'sr-Latn': {
    nominative: 'januar februar mart april maj jun jul avgust septembar oktobar novembar decembar'.split(' '),
    genitive: 'januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra'.split(' '),
  },
} as const

const ENGLISH = 'January February March April May June July August September October November December'.split(' ')

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/**
 * A calendar date in words. Serbian ends with the full stop of the year; the word „године“ is the caller's, because
 * it belongs to the sentence. English has no cases. A line never ends between day and month. Throws on what is not a date.
 */
export function formatDate(isoDate: string, variant: 'sr-Cyrl' | 'sr-Latn' | 'en', gcase: DateCase = 'nominative'): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate)
  const [year, month, day] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3])]
  if (match === null || day < 1 || day > daysIn(year, month)) throw new RangeError(`Not a date: ${isoDate}`)
  if (variant === 'en') return `${day}\u00a0${ENGLISH[month - 1]} ${year}`
  return `${day}.\u00a0${MONTHS[variant][gcase][month - 1]} ${year}.`
}

function daysIn(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  return month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0)
}
