import type { Cite, Direction, Mark, Origin } from './document.ts'
import { note, type Sheet } from './sheet.ts'

export const marks = ['V', 'B', 'check', 'I', 'practice', 'D'] as const satisfies readonly Mark[]

/** What a `{: …}` line says of the block above it. */
export type PassageAttributes = { id?: string; lang?: string; dir?: Direction; origin: Partial<Origin> }

/** What `[text]{…}` says of its text. */
export type SpanAttributes = { lang?: string; dir?: Direction; keep?: true }

type Pair = { name: string; value: string }

const one = /\s*(?:#(?<id>[^\s"]*)|(?<name>[^\s="#]+)(?:=(?:"(?<quoted>[^"]*)"|(?<bare>[^\s"]*)))?)(?=\s|$)/y

function pairs(source: string, sheet: Sheet, line: number): Pair[] {
  const found: Pair[] = []
  const text = source.trim()
  one.lastIndex = 0
  while (one.lastIndex < text.length) {
    const from = one.lastIndex
    const groups = one.exec(text)?.groups
    if (!groups) {
      note(sheet, line, 'bad-attribute', text.slice(from).trim())
      break
    }
    if (groups['name'] === undefined) found.push({ name: '#', value: groups['id'] ?? '' })
    else found.push({ name: groups['name'], value: groups['quoted'] ?? groups['bare'] ?? '' })
  }
  for (const [i, pair] of found.entries()) {
    if (found.findIndex((other) => other.name === pair.name) < i) note(sheet, line, 'bad-attribute', pair.name)
  }
  return found
}

/** Reads the inside of a `{: …}` line. */
export function passageAttributes(source: string, sheet: Sheet, line: number): PassageAttributes {
  const read: PassageAttributes = { origin: {} }
  for (const pair of pairs(source, sheet, line)) setOnPassage(read, pair, sheet, line)
  return read
}

const dates: Record<string, 'asOf' | 'checked' | 'nextCheck'> = {
  'as-of': 'asOf',
  checked: 'checked',
  'next-check': 'nextCheck',
}

function setOnPassage(read: PassageAttributes, pair: Pair, sheet: Sheet, line: number): void {
  const { name } = pair
  const value = pair.value.trim()
  const date = Object.hasOwn(dates, name) ? dates[name] : undefined
  if (name === '#') setId(read, value, sheet, line)
  else if (date) setDay(read, date, pair, sheet, line)
  else if (name === 'cite') read.origin.cites = citesOf(value, sheet, line)
  else if ((name === 'fact' || name === 'source') && value !== '') read.origin[name] = value
  else if (name === 'owner' && value !== '') read.origin.owner = { [sheet.lang]: value }
  else if (name === 'mark' && isMark(value)) read.origin.mark = value
  else if (['fact', 'source', 'owner', 'mark'].includes(name)) note(sheet, line, 'bad-attribute', `${name}=${value}`)
  else setLanguage(read, pair, sheet, line)
}

function setId(read: PassageAttributes, value: string, sheet: Sheet, line: number): void {
  if (isFixedId(value)) read.id = value
  else note(sheet, line, 'bad-id', value)
}

function setDay(read: PassageAttributes, key: 'asOf' | 'checked' | 'nextCheck', pair: Pair, ...[sheet, line]: [Sheet, number]): void {
  const value = pair.value.trim()
  if (isDay(value)) read.origin[key] = value
  else note(sheet, line, 'bad-date', `${pair.name}=${value}`)
}

/** Reads the inside of the braces after `[text]`. */
export function spanAttributes(source: string, sheet: Sheet, line: number): SpanAttributes {
  const read: SpanAttributes = {}
  for (const pair of pairs(source, sheet, line)) {
    if (pair.name === 'keep' && pair.value === '') read.keep = true
    else setLanguage(read, pair, sheet, line)
  }
  return read
}

function setLanguage(read: SpanAttributes, { name, value }: Pair, sheet: Sheet, line: number): void {
  if (name === 'lang' && isLanguageTag(value)) read.lang = value
  else if (name === 'dir' && (value === 'rtl' || value === 'ltr')) read.dir = value
  else note(sheet, line, name === 'lang' || name === 'dir' ? 'bad-attribute' : 'unknown-attribute', `${name}=${value}`)
}

/** Reads `ACT`, `ACT ARTICLE`, several parted with `;`. */
export function citesOf(value: string, sheet: Sheet, line: number): Cite[] {
  const cites: Cite[] = []
  for (const part of value.split(';')) {
    const match = /^([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*)(?:\s+(\S.*))?$/.exec(part.trim())
    if (!match) note(sheet, line, 'cite', part.trim() || value)
    else cites.push(match[2] === undefined ? { act: match[1] ?? '' } : { act: match[1] ?? '', article: match[2] })
  }
  return cites
}

export function isMark(value: string): value is Mark {
  return (marks as readonly string[]).includes(value)
}

/** A day of the calendar, `YYYY-MM-DD`. */
export function isDay(value: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value)
  if (!match) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

/** Language subtag with optional script and region (BCP 47, section 2.1); rarer tags are not in the format. */
function isLanguageTag(value: string): boolean {
  return /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/.test(value)
}

/** Fixed ids are also XML names; `p-1` … are left to derived ids. */
function isFixedId(value: string): boolean {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value) && !/^p-\d/.test(value)
}
