/** How the product sounds: the words and signs of docs/voice.md, held where a machine can hear them. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toLatin } from '@putokaz/serbian'
import { describe, expect, test } from 'vitest'
import { type Message, messages } from './support/catalogues.ts'
import { root } from './support/tree-copy.ts'

const serbian = messages('sr-Cyrl')
const english = messages('en')
const nameOf = ({ namespace, key }: Message) => `${namespace}.${key}`

/** `namespace.key: reading` of every reading in which the pattern is found. */
function found(list: readonly Message[], pattern: RegExp, allowed: readonly string[] = []): string[] {
  return list
    .filter((message) => !allowed.includes(nameOf(message)))
    .flatMap((message) => message.readings.filter((reading) => pattern.test(reading)).map((reading) => `${nameOf(message)}: ${reading.slice(0, 120)}`))
}

const word = (stems: string) => new RegExp(`(?<!\\p{L})(${stems})`, 'iu')

const onlyNames = [
  ['обришите', word('избри(с|ш)')],
  ['страница', word('сајт')],
  ['датотека, фасцикла, веза, прегледач', word('фајл|фолдер|директоријум|линк|браузер|мејл|имејл')],
  ['пријава', word('логов|логин|сесиј')],
  ['други корак', word('фактор')],
  ['јединица', word('лекциј')],
  ['пасус', word('одлом')],
  ['контролна листа', word('лист\\p{L}* за проверу|чек-лист')],
  ['потврда', word('уверењ')],
  ['контролни отисак', word('хеш|запечаћ')],
  ['позадински послови', word('задац|задатака')],
] as const

/** Pages about the centre itself; courses and manuals have words of their own trade. */
const pages = ['centre/pages', 'centre/help'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((file) => /^[^.]+\.md$/.test(file))
    .map((file) => ({ file: `${folder}/${file}`, text: readFileSync(join(root, folder, file), 'utf8') })),
)

describe('One word for one thing', () => {
  test.each(onlyNames)('„%s“ has no other name', (_word, never) => {
    expect(found(serbian, never)).toEqual([])
    expect(pages.filter(({ text }) => never.test(text)).map(({ file }) => file)).toEqual([])
  })

  test('a page of the web is „страница“; „страна“ is of paper, or numbered', () => {
    const numbered = ['search.page', 'search.pageOf', 'search.pages', 'people-desk.pageOf', 'desk.page']
    const paper = ['courses.packPrintHint', 'library.cardsLead', 'library.cardHint', 'library.cardsShort']
    const sides = ['security.emailLead', 'ui.tableScroll']
    expect(found(serbian, /(?<!\p{L})стран(а|е|у|и|ом|ама)(?!\p{L})/iu, [...numbered, ...paper, ...sides])).toEqual([])
  })

  test('„издање“ is of manuals; courses and the program have versions', () => {
    expect(
      found(serbian, word('издањ'), ['open.edition', 'library.edition', 'library.editionNumber', 'open-export.manuals', 'kept.keptManual', 'kept.newerManual']),
    ).toEqual([])
  })

  test('English has one word as well', () => {
    expect(found(english, /\b(log(ged)? (in|out|on)|login|trash|fetch|mend(ed)?|click|folder of)\b/i, ['admin.adviceKeys'])).toEqual([])
    expect(found(english, /\busers?\b(?! names?\b)/i, ['postgres.portNotAllowed', 'postgres.dataFolderNotWritable', 'postgres.databaseElsewhere'])).toEqual([])
  })
})

describe('Manners', () => {
  test('nobody speaks like an office', () => {
    const office = 'од стране|у циљу|уколико|путем|врш(и|е) се|сходно|предметн|поменут|горенаведен|важно је напоменути|неопходно је'
    expect(found(serbian, word(office))).toEqual([])
    expect(found(english, /\b(please|utili[sz]e|in order to|kindly)\b/i)).toEqual([])
  })

  test('nobody shouts', () => {
    expect(found([...serbian, ...english], /!/)).toEqual([])
  })

  test('a person has no slash, except before the name on a certificate', () => {
    expect(found(serbian, /\p{Ll}\/(а|ла|ица|ца|ке|на)(?!\p{L})/u, ['certificates.person'])).toEqual([])
    expect(found(english, /\b(s?he|his|hers?|him)\b/i)).toEqual([])
  })

  test('both languages end a message alike', () => {
    const ends = (message: Message) => message.readings.map((reading) => /[.:?…]”?“?$/.exec(reading)?.[0].charAt(0) ?? '')[0]
    const others = new Map(english.map((message) => [nameOf(message), ends(message)]))
    expect(serbian.filter((message) => ends(message) !== others.get(nameOf(message))).map(nameOf)).toEqual([])
  })
})

describe('Signs', () => {
  test('quotation marks and apostrophes are those of print', () => {
    expect(found(english, /["']|“[^”]*$|^[^“]*”/)).toEqual([])
  })

  test('there is one space between words, and none before a sign', () => {
    const aligned = ['launch.help', 'courses.packHours']
    expect(found([...serbian, ...english], / {2}|^ | $/, aligned)).toEqual([])
    expect(found([...serbian, ...english], / [,.;:!?](?!\d)/, ['settings.problemUnreadable'])).toEqual([])
  })

  test('a dash has spaces and a hyphen has none', () => {
    expect(found([...serbian, ...english], /\p{L}[–—]\p{L}| - /u)).toEqual([])
  })

  test('a number stays with its unit', () => {
    const units = /\d (%|MB|kB|GB|s)(?![\p{L}\d])|(чл\.|члан|став|Art\.|article|paragraph) \d/u
    // Arguments are read out as 1, so a 1 may be counted words of any length.
    const counted = /(?<![\d.])(?!1 )\d[\d.,]* (сат|минут|секунд|дан|знак|hour|minute|second|day|character)/u
    expect(found([...serbian, ...english], units)).toEqual([])
    expect(found([...serbian, ...english], counted)).toEqual([])
  })
})

/** Every component, with the catalogues that it imports by their names in it. */
const components = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.svelte'))
  .map((path) => readFileSync(join(root, 'src', path), 'utf8'))
  .map((text) => ({
    text,
    names: new Map([...text.matchAll(/import \* as (\w+) from '#texts\/generated\/([\w-]+)\.ts'/g)].map(([, alias, file]) => [alias, file])),
  }))

/** The messages that stand in what the last group of a pattern finds. */
function messagesIn(pattern: RegExp): Set<string> {
  return new Set(
    components.flatMap(({ text, names }) =>
      [...text.matchAll(pattern)].flatMap((match) =>
        [...(match.at(-1) ?? '').matchAll(/(\w+)\.(\w+)\(/g)].flatMap(([, alias, key]) => (names.has(alias) ? [`${names.get(alias)}.${key}`] : [])),
      ),
    ),
  )
}

const attribute = (component: string, name: string) =>
  new RegExp(`<(?:${component})\\b(?:[^>{]|\\{(?:[^{}]|\\{[^{}]*\\})*\\})*?\\b${name}=\\{((?:[^{}]|\\{[^{}]*\\})*)\\}`, 'g')
const onButtons = messagesIn(/<([Bb]utton)\b(?:[^>{]|\{(?:[^{}]|\{[^{}]*\})*\})*>([\s\S]*?)<\/\1>/g)
const headings = new Set([...messagesIn(/<(h[1-6])\b[^>]*>([\s\S]*?)<\/\1>/g), ...messagesIn(attribute('PageHead|PageTitle|PageMeta|Empty', 'title'))])
const hints = messagesIn(attribute('\\w+', 'hint'))

describe('Ends', () => {
  const both = [...serbian, ...english]

  test('a heading has no full stop', () => {
    expect(headings.size).toBeGreaterThan(100)
    expect(
      found(
        both.filter((message) => headings.has(nameOf(message))),
        /[.;,]$/,
      ),
    ).toEqual([])
  })

  test('a hint is a sentence', () => {
    expect(hints.size).toBeGreaterThan(20)
    expect(
      found(
        both.filter((message) => hints.has(nameOf(message))),
        /[^.?]$/,
      ),
    ).toEqual([])
  })
})

describe('Latin', () => {
  test('is whole: nothing of a message stays Cyrillic', () => {
    expect(
      serbian.flatMap((message) => message.readings.filter((reading) => /\p{Script=Cyrillic}/u.test(toLatin(reading))).map(() => nameOf(message))),
    ).toEqual([])
  })
})

describe('Buttons', () => {
  const labels = serbian.filter((message) => onButtons.has(nameOf(message)))

  test('are found', () => {
    expect(labels.length).toBeGreaterThan(80)
  })

  test('end with no sign', () => {
    expect(found([...labels, ...english.filter((message) => onButtons.has(nameOf(message)))], /[.:;,]$/)).toEqual([])
  })

  test('say in the polite plural what happens, or in the first person what somebody agrees to', () => {
    const others = [
      // Places to go to, and ways to see the same page.
      ...['learning.toReview', 'learning.oneByOne', 'learning.allAtOnce', 'help.tourNext', 'site.menu', 'help.whatIs'],
      // What a question of the list of all questions is.
      ...['learning.stateAnswered', 'learning.stateFlagged', 'learning.stateUnanswered'],
    ]
    const says = /^((Прво|Не,|Поново|Сачували сте их\?) )?\p{L}+те(?!\p{L})|^(Пристајем|Повлачим|Одустајем|Желим|Не желим)(?!\p{L})/u
    expect(
      labels
        .filter(({ readings }) => !readings.every((reading) => says.test(reading)))
        .map(nameOf)
        .filter((name) => !others.includes(name)),
    ).toEqual([])
  })
})

test('docs/voice.md speaks of words that are there', () => {
  const rows = readFileSync(join(root, 'docs/voice.md'), 'utf8').split('\n').slice(0, 60)
  const table = rows.filter((row) => row.startsWith('| ') && row.split('|').length === 6).slice(2)
  expect(table.length).toBeGreaterThan(30)
  const all = (list: readonly Message[]) =>
    list
      .flatMap(({ readings }) => readings)
      .join('\n')
      .toLowerCase()
  const [cyrillic, latin] = [all(serbian), all(english)]
  /** The beginning of each word, so that its cases are found. */
  const isSaid = (text: string, term: string) => term.split(/[\s,;]+/).every((part) => text.includes(part.toLowerCase().slice(0, Math.max(3, part.length - 2))))
  const terms = table.map((row) => row.split('|').map((cell) => cell.trim().replace(/ \(.*\)/, '')))
  expect(terms.flatMap(([, , sr = '', en = '']) => [isSaid(cyrillic, sr) ? '' : sr, isSaid(latin, en) ? '' : en]).filter(Boolean)).toEqual([])
})
