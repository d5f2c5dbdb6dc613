import { expect, test } from 'vitest'
import { calendarOf } from './calendar.ts'

const now = new Date('2026-11-23T09:00:00Z')
const linesOf = (event: Parameters<typeof calendarOf>[0]) => calendarOf(event, { host: 'centar.primer', now }).split('\r\n')
const timed = {
  uid: 'radionica-7',
  sequence: 0,
  title: 'Радионица: први контакт',
  start: '2027-03-28T10:00',
  end: '2027-03-28T12:30',
  place: 'Сјеница, сала 2',
}

test('a time is told in the zone of Belgrade, whose rules come along before the event (RFC 5545 §3.6.5)', () => {
  const lines = linesOf(timed)
  expect(lines).toContain('DTSTART;TZID=Europe/Belgrade:20270328T100000')
  expect(lines).toContain('DTEND;TZID=Europe/Belgrade:20270328T123000')
  expect(lines).toContain('TRANSP:OPAQUE')
  expect(lines.filter((line) => line === 'BEGIN:VTIMEZONE')).toHaveLength(1)
  expect(lines).toContain('TZID:Europe/Belgrade')
  expect(lines.indexOf('END:VTIMEZONE')).toBeLessThan(lines.indexOf('BEGIN:VEVENT'))
  expect(lines.indexOf('BEGIN:DAYLIGHT')).toBeGreaterThan(lines.indexOf('BEGIN:VTIMEZONE'))
  expect(lines.slice(lines.indexOf('BEGIN:STANDARD'), lines.indexOf('END:STANDARD'))).toContain('TZOFFSETTO:+0100')
})

test('a later letter about the same date names the same event and a higher sequence (RFC 5545 §3.8.7.4)', () => {
  const [first, moved] = [linesOf(timed), linesOf({ ...timed, sequence: 3, start: '2027-03-29T10:00', end: '2027-03-29T12:30' })]
  const said = (lines: readonly string[], name: string) => lines.find((line) => line.startsWith(`${name}:`))
  expect(said(first, 'UID')).toBe('UID:radionica-7@centar.primer')
  expect(said(moved, 'UID')).toBe(said(first, 'UID'))
  expect([said(first, 'SEQUENCE'), said(moved, 'SEQUENCE')]).toEqual(['SEQUENCE:0', 'SEQUENCE:3'])
  expect(said(moved, 'METHOD')).toBe('METHOD:PUBLISH')
  expect(moved).toContain('DTSTART;TZID=Europe/Belgrade:20270329T100000')
})

test('a whole day needs no zone and takes nobody’s time; every line ends as the standard asks and fits 75 octets (RFC 5545 §3.1)', () => {
  const day = { uid: 'potvrda-9', sequence: 0, title: 'Потврда истиче', start: '2027-01-15' }
  const lines = linesOf(day)
  expect(lines).toContain('DTSTART;VALUE=DATE:20270115')
  expect(lines).toContain('TRANSP:TRANSPARENT')
  expect(lines).not.toContain('BEGIN:VTIMEZONE')
  for (const event of [day, timed]) {
    const text = calendarOf(event, { host: 'centar.primer', now })
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true)
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  }
})
