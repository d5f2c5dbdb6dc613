import { inUtc } from './moments.ts'
import { identifiedActor } from './shapes/agent.ts'
import { breaks, checkAt, type Look, startLook } from './shapes/check.ts'
import { isUuid } from './shapes/special.ts'
import type { Actor, Reading, Version } from './types.ts'

/** Reads the text of a parameter; undefined, with the broken rules told, when it can't be. */
export type ReadParameter = (text: string, look: Look) => string | undefined

export type Parameters = Readonly<Record<string, ReadParameter>>

interface Asked {
  readonly version: Version
  readonly clause: string
  readonly required?: readonly string[]
}

/** The parameters of a request. None comes twice, none is unknown. */
export function readParameters(
  params: URLSearchParams,
  known: Parameters,
  { version, clause, required = [] }: Asked,
): Reading<Readonly<Record<string, string>>> {
  const look = startLook(version)
  const value: Record<string, string> = Object.create(null)
  const texts = new Map<string, string[]>()
  for (const [name, one] of params) {
    const others = texts.get(name)
    if (others) others.push(one)
    else texts.set(name, [one])
  }
  for (const [name, all] of texts) checkAt(look, name, () => readOne(all, name, { known, clause, look, value }), undefined)
  for (const name of required) {
    if (!params.has(name)) checkAt(look, name, () => breaks(look, `${clause}: this parameter is required`), undefined)
  }
  return look.broken.length === 0 ? { ok: true, value: { ...value } } : { ok: false, refusal: look.broken }
}

interface Into {
  readonly known: Parameters
  readonly clause: string
  readonly look: Look
  readonly value: Record<string, string>
}

function readOne(texts: readonly string[], name: string, { known, clause, look, value }: Into): void {
  const read = Object.hasOwn(known, name) ? known[name] : undefined
  // xAPI 1.0.3, Communication 3.2: an LRS rejects a request with a parameter that this specification does not know.
  if (read === undefined) breaks(look, 'Communication 3.2: there is no such parameter here')
  else if (texts.length > 1) breaks(look, `${clause}: this parameter comes once`)
  const found = texts.length === 1 ? read?.(texts[0] ?? '', look) : undefined
  if (found !== undefined) value[name] = found
}

export function text(clause: string, fits: (text: string) => boolean, wanted: string): ReadParameter {
  return (given, look) => {
    if (fits(given)) return given
    breaks(look, `${clause}: ${wanted} is wanted here`)
  }
}

export function oneOfWords(clause: string, words: readonly string[]): ReadParameter {
  return text(clause, (given) => words.includes(given), words.join(' or '))
}

export function uuidText(clause: string): ReadParameter {
  const read = text(clause, isUuid, 'a UUID in standard form')
  return (given, look) => read(given, look)?.toLowerCase()
}

export function moment(clause: string): ReadParameter {
  // xAPI 1.0.3, Data 2.2: parameter values are validated like values of the same type in statements.
  return (given, look) => {
    const utc = inUtc(given)
    if (utc !== null) return utc
    breaks(look, `${clause}: a timestamp of ISO 8601 is wanted here`)
  }
}

/** An agent or identified group in JSON text, or already read. */
export function actorIn(input: unknown, look: Look): Actor | undefined {
  const value = typeof input === 'string' ? parsed(input) : input
  if (value === undefined) {
    breaks(look, 'Data 2.4.2.1: an Agent in JSON is wanted here')
    return undefined
  }
  const before = look.broken.length
  identifiedActor(value, look)
  return look.broken.length === before ? (value as Actor) : undefined
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}
