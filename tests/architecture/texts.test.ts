/** How the product speaks: the manners of docs/words.md, held by tests where a machine can hear them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMixedScript } from '@putokaz/serbian'
import { expect, test } from 'vitest'
import { deedKey } from '#modules/audit/index.ts'
import { type Message, messages, sentences, wordsOf } from './support/catalogues.ts'
import { root } from './support/tree-copy.ts'

const serbian = messages('sr-Cyrl')
const english = messages('en')

/** `namespace.key: reading` of every message in which the fault is found. */
function faulty(list: readonly Message[], isFault: (reading: string, message: Message) => boolean): string[] {
  return list.flatMap((message) =>
    message.readings.filter((reading) => isFault(reading, message)).map((reading) => `${message.namespace}.${message.key}: ${reading.slice(0, 120)}`),
  )
}

test('there are texts', () => {
  expect(serbian.length).toBeGreaterThan(300)
})

test('Serbian quotation marks are „…“', () => {
  expect(faulty(serbian, (text) => /["'«»”]|“[^“]*$/.test(text.replaceAll(/„[^„“]*“/g, '')))).toEqual([])
})

test('no word mixes letters of two scripts', () => {
  expect(faulty([...serbian, ...english], (text) => wordsOf(text).some(isMixedScript))).toEqual([])
})

test('the English has no Cyrillic', () => {
  expect(faulty(english, (text) => /\p{Script=Cyrillic}/u.test(text))).toEqual([])
})

/** In centres „корисник“ means the migrant; „фокална тачка“ and „печат“ say what is not meant. */
const refused = /(?<!\p{L})(корисни[кц]|фокалн|печат(?!\p{L}*ј)|мигрантск\p{L} криз)/iu
const otherMeaning: Record<string, string> = {
  'postgres.portNotAllowed': 'the user of the operating system',
  'postgres.dataFolderNotWritable': 'the user of the operating system',
  'postgres.databaseElsewhere': 'the user of the operating system',
}

test('words that mean something else in this field are not used', () => {
  expect(faulty(serbian, (text, { namespace, key }) => refused.test(text) && !(`${namespace}.${key}` in otherMeaning))).toEqual([])
})

test('no sentence is longer than 25 words', () => {
  expect(faulty([...serbian, ...english], (text) => sentences(text).some((sentence) => wordsOf(sentence).length > 25))).toEqual([])
})

const familiarWords = /(?<!\p{L})(теб[еи]|твој\p{L}*|можеш|имаш|мораш|желиш|хоћеш|знаш)(?!\p{L})/iu
/** Imperatives that a label or a sentence may begin with, without the ending of the polite form. Verbs that are nouns too are left out. */
const familiarOrders = new RegExp(
  `^(${[
    'Изабери|Унеси|Упиши|Сачувај|Пошаљи|Отвори|Затвори|Прикажи|Сакриј|Пређи|Претражи|Преузми|Провери|Почни|Настави|Погледај|Прегледај',
    'Врати|Потврди|Обриши|Додај|Уклони|Пронађи|Читај|Уради|Пријави|Одјави|Учитај|Промени|Откажи|Кликни|Притисни|Сазнај|Означи|Прочитај|Остави',
  ].join('|')})(?!\\p{L})`,
  'u',
)

test('a person is addressed in the polite plural', () => {
  expect(faulty(serbian, (text) => familiarWords.test(text) || sentences(text).some((sentence) => familiarOrders.test(sentence)))).toEqual([])
})

const capitalInside = /(?<=\p{L}[,;]? )(Ви|Вас|Вам|Вама|Ваш\p{Ll}{0,3})(?!\p{L})/u
const small = /(?<!\p{L})(ви|вас|вам|вама|ваш\p{Ll}{0,3})(?!\p{L})/u

test('„ви“ is small on screens and „Ви“ capital in letters', () => {
  const inLetters = ({ namespace }: Message) => namespace === 'letters'
  expect(faulty(serbian, (text, message) => !inLetters(message) && capitalInside.test(text))).toEqual([])
  expect(faulty(serbian, (text, message) => inLetters(message) && small.test(text))).toEqual([])
})

test('dots of omission are one sign', () => {
  expect(faulty([...serbian, ...english], (text) => text.includes('...'))).toEqual([])
})

const sources = ['src', 'bin', 'packages']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => `${folder}/${path}`))
  .filter((path) => /\.(ts|mjs|svelte)$/.test(path) && !path.includes('node_modules') && !path.startsWith('src/texts/') && !/\.test\.ts$/.test(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))

/** Words that a key is called by: `words.key`, or its quoted name where a catalogue is asked with a name that varies. */
function isUsed({ namespace, key }: Message): boolean {
  return sources.some((text) => {
    const alias = new RegExp(`import \\* as (\\w+) from '#texts/generated/${namespace}\\.ts'`).exec(text)?.[1]
    return alias !== undefined && new RegExp(`\\b${alias}\\.${key}\\b`).test(text)
  })
}

const asksByName = (namespace: string): boolean =>
  namespace === 'launch' ||
  sources.some((text) => {
    const alias = new RegExp(`import \\* as (\\w+) from '#texts/generated/${namespace}\\.ts'`).exec(text)?.[1]
    return alias !== undefined && new RegExp(`\\b${alias}(\\[|\\s*(?:as|$|[,)\\]}]))`, 'm').test(text.replace(/^import .*$/gm, ''))
  })

/** A deed's sentence is asked for by the deed's name; deeds.test.ts sees to it that none is without one. */
const deedWords = new Set(sources.flatMap((text) => [...text.matchAll(/'([a-z]+\.[a-z-]+)'|`institutions\.entry-/g)].map(([, deed]) => deedKey(deed ?? ''))))
const isDeed = ({ namespace, key }: Message) => namespace === 'audit' && (deedWords.has(key) || key.startsWith('institutionsEntry'))

test('every text is used', () => {
  const named = new Map([...new Set(serbian.map(({ namespace }) => namespace))].map((namespace) => [namespace, asksByName(namespace)]))
  const byName = ({ namespace, key }: Message) =>
    named.get(namespace) === true && sources.some((text) => new RegExp(`['"\`]${key}['"\`]|\\b${key}: `).test(text))
  expect(serbian.filter((message) => !isUsed(message) && !byName(message) && !isDeed(message)).map(({ namespace, key }) => `${namespace}.${key}`)).toEqual([])
})

test('a Latin catalogue holds exceptions only', () => {
  const folder = join(root, 'src/texts/sr-Latn')
  const known = new Set(serbian.map(({ namespace, key }) => `${namespace}.${key}`))
  const own = existsSync(folder) ? messages('sr-Latn') : []
  expect(own.filter(({ namespace, key }) => !known.has(`${namespace}.${key}`))).toEqual([])
})
