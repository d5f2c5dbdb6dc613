import { formatDate } from '@putokaz/serbian'

export type Script = 'sr-Cyrl' | 'sr-Latn' | 'en'

const two = (number: number) => String(number).padStart(2, '0')

/** The time of day where the reader is, as the pages write it: 10.42, in English 10:42. */
export function clockOf(moment: Date, variant: Script): string {
  return `${two(moment.getHours())}${variant === 'en' ? ':' : '.'}${two(moment.getMinutes())}`
}

export function dayOf(moment: Date, variant: Script): string {
  return formatDate(`${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`, variant)
}

/** The day only when it is another one. */
export function momentOf(moment: Date, variant: Script): string {
  return isToday(moment) ? clockOf(moment, variant) : `${dayOf(moment, variant)} ${clockOf(moment, variant)}`
}

export function isToday(moment: Date): boolean {
  return moment.toDateString() === new Date().toDateString()
}
