// xAPI 1.0.3, Data 4.5: a timestamp follows ISO 8601, which has an extended and a basic format.
const extended = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,30}))?)?([Zz]|[+-]\d{2}(?::?\d{2})?)?$/
const basic = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(?:(\d{2})(?:[.,](\d{1,30}))?)?(Z|[+-]\d{2}(?:\d{2})?)?$/
// IEEE 9274.1.1, 4.2.7: a timestamp follows RFC 3339.
const rfc3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d{1,30})?(?:[Zz]|[+-]\d\d:\d\d)$/

/** The same moment in UTC, with three or more digits after the second; null when the text is no timestamp. */
export function inUtc(text: string): string | null {
  const [, year, month, day, hour, minute, second = '00', fraction = '', zone = 'Z'] = extended.exec(text) ?? basic.exec(text) ?? []
  const offset = offsetOf(zone)
  if (year === undefined || offset === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null
  const date = new Date(0)
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  // A day that the month does not have rolls over.
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1) return null
  date.setUTCHours(Number(hour), Number(minute) - offset, Number(second))
  if (date.getUTCFullYear() < 0 || date.getUTCFullYear() > 9999) return null
  return `${date.toISOString().slice(0, 19)}.${withoutZeros(fraction).padEnd(3, '0')}Z`
}

function withoutZeros(fraction: string): string {
  let end = fraction.length
  while (fraction[end - 1] === '0') end--
  return fraction.slice(0, end)
}

/** Whether the text is a timestamp as RFC 3339 has it. */
export function isRfc3339(text: string): boolean {
  return rfc3339.test(text)
}

/** Minutes ahead of UTC; null for an offset that can't be. */
function offsetOf(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || '0')]
  if (hours > 23 || minutes > 59) return null
  // RFC 3339 §4.3: -00:00 says that the local time is unknown; ISO 8601 has no such offset.
  if (zone.startsWith('-')) return hours + minutes === 0 ? null : -(hours * 60 + minutes)
  return hours * 60 + minutes
}
