import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator'

/** A date of which a letter speaks. */
export interface LetterEvent {
  /** Names the date for good: a later letter about the same date carries the same, and a higher sequence. */
  readonly uid: string
  readonly sequence: number
  readonly title: string
  readonly description?: string
  readonly place?: string
  /** A whole day (`YYYY-MM-DD`), or a time in Belgrade (`YYYY-MM-DDTHH:MM`). */
  readonly start: string
  readonly end?: string
}

const zone = 'Europe/Belgrade'

/** Summer time as Serbia has had it since 1996 (RFC 5545 §3.6.5). */
const zoneRules = [
  'BEGIN:VTIMEZONE',
  `TZID:${zone}`,
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

/** The date as a calendar that is published, not an invitation that asks for an answer (RFC 5546 §1.4). */
export function calendarOf(event: LetterEvent, { host, now }: { host: string; now: Date }): string {
  const allDay = /^\d{4}-\d{2}-\d{2}$/.test(event.start)
  const calendar = ical({ method: ICalCalendarMethod.PUBLISH, prodId: { company: 'Putokaz', product: 'Letters' } })
  calendar.createEvent({
    id: `${event.uid}@${host}`,
    sequence: event.sequence,
    stamp: now,
    summary: event.title,
    // A day that is told of takes nobody's time.
    transparency: allDay ? ICalEventTransparency.TRANSPARENT : ICalEventTransparency.OPAQUE,
    ...(allDay ? { allDay, start: new Date(`${event.start}T00:00:00Z`) } : { start: `${event.start}:00`, timezone: zone }),
    ...(event.end !== undefined && { end: allDay ? new Date(`${event.end}T00:00:00Z`) : `${event.end}:00` }),
    ...(event.description !== undefined && { description: event.description }),
    ...(event.place !== undefined && { location: event.place }),
  })
  return allDay ? `${calendar}\r\n` : `${calendar}\r\n`.replace('BEGIN:VEVENT', `${zoneRules}\r\nBEGIN:VEVENT`)
}
