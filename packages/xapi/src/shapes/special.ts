import { isLanguage } from '../languages.ts'
import { inUtc, isRfc3339 } from '../moments.ts'
import { breaks, breaksAt, type Check, checkAt, isFields, string } from './check.ts'

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
// RFC 3987 §2.2: a scheme, and none of the signs that an IRI may not have.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are the signs to keep out
const iriPattern = /^[a-z][a-z0-9+.-]*:[^\u0000-\u0020\u007f-\u00a0<>"{}|\\^`\ud800-\udfff]+$/iu
// ISO 8601:2004 §4.4.3.2: P, then years … days, then T and hours … seconds; weeks stand alone; only the last may have a fraction.
const durationPattern =
  /^P(?:(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?(?:T(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?|\d+(?:[.,]\d+)?W)$/
const mailPattern = /^mailto:[^\s@]+@[^\s@]+$/
const mediaTypePattern = /^[\w!#$&^.+-]+\/[\w!#$&^.+*-]+[ \t]*(?:;.*)?$/

export const isUuid = (text: string): boolean => uuidPattern.test(text)
export const isIri = (text: string): boolean => iriPattern.test(text)
export const isMediaType = (text: string): boolean => mediaTypePattern.test(text)
export const isDuration = (text: string): boolean => durationPattern.test(text) && !text.endsWith('P') && !text.endsWith('T')
export const isMail = (text: string): boolean => mailPattern.test(text)

// xAPI 1.0.3, Data 4.4: UUIDs are in the standard string form.
export const uuid = string('Data 4.4', isUuid, 'a UUID in standard form')
// xAPI 1.0.3, Data 2.2: an LRS rejects IRL or IRI values without a scheme.
export const iri = string('Data 4.3', isIri, 'an IRI with a scheme')
export const language = string('Data 4.2', isLanguage, 'a language tag of RFC 5646')
// xAPI 1.0.3, Data 4.6: the format of ISO 8601:2004 section 4.4.3.2, and not the alternative one.
export const duration = string('Data 4.6', isDuration, 'a duration of ISO 8601')

const timestamp1 = string('Data 4.5', (text) => inUtc(text) !== null, 'a timestamp of ISO 8601')
const timestamp2 = string('9274.1.1 4.2.7', (text) => isRfc3339(text) && inUtc(text) !== null, 'a timestamp of RFC 3339')
export const timestamp: Check = (value, look) => (look.version === '2.0.0' ? timestamp2 : timestamp1)(value, look)

const words = string('Data 4.2')

// xAPI 1.0.3, Data 4.2: a language map has language tags as keys and strings as values.
export const languageMap: Check = (value, look) => {
  if (!isFields(value)) return breaks(look, value === null ? 'Data 2.2: null is allowed inside extensions only' : 'Data 4.2: a language map is wanted here')
  for (const key of Object.keys(value)) {
    if (!isLanguage(key)) breaksAt(look, key, 'Data 4.2: a key of a language map is a language tag of RFC 5646')
    else checkAt(look, key, words, value[key])
  }
}

// Deeper values than this can't be written out again by everything that has to.
const deepest = 200

// xAPI 1.0.3, Data 4.1: the keys of an extensions map are IRIs; its values are never looked at.
export const extensions: Check = (value, look) => {
  if (!isFields(value))
    return breaks(look, value === null ? 'Data 2.2: null is allowed inside extensions only' : 'Data 4.1: a map of extensions is wanted here')
  for (const key of Object.keys(value)) {
    if (!isIri(key)) breaksAt(look, key, 'Data 4.1: a key of extensions is an IRI')
    if (isDeeper(value[key], deepest)) breaksAt(look, key, `Communication 3.2: values may nest ${deepest} deep here`)
  }
}

function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  if (left === 0) return true
  for (const inner of Object.values(value)) if (isDeeper(inner, left - 1)) return true
  return false
}
