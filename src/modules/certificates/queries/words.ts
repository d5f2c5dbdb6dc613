import type { Variant } from '#kernel/localized.ts'
import * as words from '#texts/generated/certificates.ts'
import type { Frozen } from '../domain/frozen.ts'

/** Hours and way of learning in words: „4 сата, онлајн“; of a blended course „онлајн део: 4 сата“. */
export function hoursWords({ hours, format }: Pick<Frozen['course'], 'hours' | 'format'>, variant: Variant): string {
  const said = words.hours(variant, { count: hours })
  if (format === 'blended') return words.onlinePart(variant, { hours: said })
  return format === 'online' ? words.online(variant, { hours: said }) : words.live(variant, { hours: said })
}
