/** Turns one ICU message catalogue, in all its languages, into a module of typed functions. */
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { toLatin } from '@putokaz/serbian'

export type Catalogue = Readonly<Record<string, string>>
export interface Catalogues {
  readonly 'sr-Cyrl': Catalogue
  readonly 'sr-Latn'?: Catalogue
  readonly en: Catalogue
}

const reserved = new Set(
  'break case catch class const continue default delete do else enum export false finally for function if import in new null return super switch this throw true try typeof var void while with yield let static await'.split(
    ' ',
  ),
)

type Arguments = Map<string, 'string' | 'number'>

/** The module's source, or the list of what is wrong with the catalogues. */
export function compileNamespace(name: string, texts: Catalogues): { source: string } | { problems: string[] } {
  const problems: string[] = []
  const keys = Object.keys(texts['sr-Cyrl'])
  for (const key of Object.keys(texts.en)) if (!(key in texts['sr-Cyrl'])) problems.push(`${name}.${key}: in en only`)
  const functions = keys.flatMap((key) => {
    const cyrillic = texts['sr-Cyrl'][key] ?? ''
    const english = texts.en[key]
    if (reserved.has(key)) problems.push(`${name}.${key}: a reserved word of JavaScript`)
    if (!/^[a-z][A-Za-z0-9]*$/.test(key)) problems.push(`${name}.${key}: keys are camelCase`)
    if (english === undefined) {
      problems.push(`${name}.${key}: missing in en`)
      return []
    }
    try {
      return [compileMessage(key, cyrillic, texts['sr-Latn']?.[key], english)]
    } catch (error) {
      problems.push(`${name}.${key}: ${(error as Error).message}`)
      return []
    }
  })
  if (problems.length > 0) return { problems }
  const head = `// Compiled from src/texts/*/${name}.json by tools/texts. Do not edit.\n`
  const imports = `import type { Variant } from '#kernel/localized.ts'\nimport { numberWords, pluralForm } from '../variant-words.ts'\nvoid numberWords\nvoid pluralForm\n\n`
  return { source: head + imports + functions.join('') }
}

function compileMessage(key: string, cyrillic: string, latin: string | undefined, english: string): string {
  const source = parse(cyrillic)
  const [sr, en] = [argumentsOf(source), argumentsOf(parse(english))]
  const names = (list: Arguments) => [...list.keys()].sort().join(', ')
  if (names(sr) !== names(en)) throw new Error(`arguments differ: sr (${names(sr)}), en (${names(en)})`)
  const latinCode = latin === undefined ? code(source, toLatin) : code(parse(latin), same)
  const shape = [...sr].map(([name, type]) => `${name}: ${type}`).join('; ')
  const parameters = sr.size > 0 ? `v: Variant, a: { ${shape} }` : 'v: Variant'
  const body = `v === 'en' ? ${code(parse(english), same)} : v === 'sr-Latn' ? ${latinCode} : ${code(source, same)}`
  return `export const ${key} = (${parameters}): string =>\n  ${body}\n`
}

const same = (text: string) => text

function argumentsOf(elements: MessageFormatElement[], found: Arguments = new Map()): Arguments {
  for (const element of elements) {
    const counted = element.type === TYPE.number || element.type === TYPE.plural
    if (counted) found.set(element.value, 'number')
    else if ((element.type === TYPE.argument || element.type === TYPE.select) && !found.has(element.value)) found.set(element.value, 'string')
    if (element.type === TYPE.plural || element.type === TYPE.select) for (const option of Object.values(element.options)) argumentsOf(option.value, found)
  }
  return found
}

/** A JavaScript expression for a message; `script` turns its literal parts into the script wanted. */
function code(elements: MessageFormatElement[], script: (text: string) => string, counted = ''): string {
  if (elements.length === 0) return `''`
  return elements.map((element) => part(element, script, counted)).join(' + ')
}

function part(element: MessageFormatElement, script: (text: string) => string, counted: string): string {
  switch (element.type) {
    case TYPE.literal:
      return JSON.stringify(script(element.value))
    case TYPE.argument:
      return `a.${element.value}`
    case TYPE.number:
      return `numberWords(v, a.${element.value})`
    case TYPE.pound:
      return `numberWords(v, a.${counted})`
    case TYPE.plural:
      return chain(`pluralForm(v, a.${element.value})`, element.options, (value) => code(value, script, element.value), element.value)
    case TYPE.select:
      return chain(`a.${element.value}`, element.options, (value) => code(value, script, counted))
    default:
      throw new Error('only arguments, numbers, plural and select are used here')
  }
}

type Options = Record<string, { value: MessageFormatElement[] }>

function chain(subject: string, options: Options, inner: (value: MessageFormatElement[]) => string, exact?: string): string {
  const other = options.other
  if (!other) throw new Error('every plural and select needs "other"')
  const cases = Object.entries(options).filter(([form]) => form !== 'other')
  const tests = cases.map(([form, { value }]) => {
    const test = form.startsWith('=') && exact ? `a.${exact} === ${form.slice(1)}` : `${subject} === ${JSON.stringify(form)}`
    return `${test} ? ${inner(value)} : `
  })
  return `(${tests.join('')}${inner(other.value)})`
}
