import type { BrokenRule, Version } from '../types.ts'

/** What a check sees besides the value: the edition, where it is, and where it says what is broken. */
export interface Look {
  readonly version: Version
  readonly path: (string | number)[]
  readonly broken: BrokenRule[]
}

export type Check = (value: unknown, look: Look) => void

export type Fields = Readonly<Record<string, unknown>>

// A body of nothing but mistakes shall not make an answer as long as itself.
const mostRules = 100

export function startLook(version: Version): Look {
  return { version, path: [], broken: [] }
}

export function breaks(look: Look, rule: string): void {
  if (look.broken.length < mostRules) look.broken.push({ path: look.path.join('.'), rule })
}

/** Says that the property at `key` of where the look is breaks a rule. */
export function breaksAt(look: Look, key: string | number, rule: string): void {
  look.path.push(key)
  breaks(look, rule)
  look.path.pop()
}

export function checkAt(look: Look, key: string | number, check: Check, value: unknown): void {
  look.path.push(key)
  check(value, look)
  look.path.pop()
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// xAPI 1.0.3, Data 2.2: an LRS rejects null values (except inside extensions) and the wrong data type.
function wrongKind(look: Look, value: unknown, clause: string, wanted: string): void {
  breaks(look, value === null ? 'Data 2.2: null is allowed inside extensions only' : `${clause}: ${wanted} is wanted here`)
}

export function string(clause: string, fits?: (text: string) => boolean, wanted = 'a string'): Check {
  return (value, look) => {
    if (typeof value !== 'string') return wrongKind(look, value, clause, wanted)
    if (fits !== undefined && !fits(value)) breaks(look, `${clause}: ${wanted} is wanted here`)
  }
}

export function boolean(clause: string): Check {
  return (value, look) => {
    if (typeof value !== 'boolean') wrongKind(look, value, clause, 'true or false')
  }
}

export function number(clause: string, fits?: (amount: number) => boolean, wanted = 'a number'): Check {
  return (value, look) => {
    // A literal beyond the greatest double is read as infinity, which JSON can't say again.
    if (typeof value !== 'number' || !Number.isFinite(value)) return wrongKind(look, value, clause, wanted)
    if (fits !== undefined && !fits(value)) breaks(look, `${clause}: ${wanted} is wanted here`)
  }
}

export function oneOf(clause: string, values: readonly string[]): Check {
  return string(clause, (text) => values.includes(text), values.join(' or '))
}

export function listOf(clause: string, check: Check, least = 0): Check {
  return (value, look) => {
    if (!Array.isArray(value)) return wrongKind(look, value, clause, 'a list')
    if (value.length < least) breaks(look, `${clause}: the list may not be empty`)
    for (let index = 0; index < value.length; index++) checkAt(look, index, check, value[index])
  }
}

export interface Shape {
  readonly clause: string
  readonly fields: ReadonlyMap<string, Check>
  readonly required: readonly string[]
}

/** An object with these properties and no others; a name that ends with `!` is required. */
export function shape(clause: string, fields: Readonly<Record<string, Check>>): Shape {
  const bare = (name: string) => name.replace('!', '')
  return {
    clause,
    fields: new Map(Object.entries(fields).map(([name, check]) => [bare(name), check])),
    required: Object.keys(fields)
      .filter((name) => name.endsWith('!'))
      .map(bare),
  }
}

/** Checks the properties one by one; false when the value is no object at all, so that no further rule can be looked at. */
export function fitsShape({ clause, fields, required }: Shape, value: unknown, look: Look): value is Fields {
  if (!isFields(value)) {
    wrongKind(look, value, clause, 'an object')
    return false
  }
  for (const key of Object.keys(value)) {
    const check = fields.get(key)
    // xAPI 1.0.3, Data 2.2: an LRS rejects a key that this specification does not allow, or in another case.
    if (check === undefined) breaksAt(look, key, 'Data 2.2: this property is not allowed here')
    else checkAt(look, key, check, value[key])
  }
  for (const key of required) {
    if (!Object.hasOwn(value, key)) breaksAt(look, key, `${clause}: ${key} is required`)
  }
  return true
}

export function ofShape(wanted: Shape): Check {
  return (value, look) => {
    fitsShape(wanted, value, look)
  }
}

/** A property that came with 2.0 and is not allowed before. */
export function since2(check: Check): Check {
  return (value, look) => (look.version === '2.0.0' ? check(value, look) : breaks(look, 'Data 2.2: this property is not allowed in 1.0.3'))
}
