/** How the content reads: sentence length, words that are not ours, content notes with another way, links, the glossary. */
import { readFileSync } from 'node:fs'
import { type Manuscript, parseManuscript, plainText } from '@putokaz/manuscript'
import { describe, expect, test } from 'vitest'
import { chaptersOf } from '../../tools/content/chapters.ts'
import { questionText } from '../../tools/content/claims.ts'
import { leadsSomewhere, linksIn, notesWithoutAnotherWay } from '../../tools/content/links.ts'
import { readThisCentre, root } from '../../tools/content/read.ts'
import { meanSentence, sentencesOf } from '../../tools/content/sentences.ts'
import { messages } from '../architecture/support/catalogues.ts'

const centre = await readThisCentre()
const { prose, glossary } = centre

describe('sentences', () => {
  const means = chaptersOf(centre).map((chapter) => ({ name: chapter.name, isEnglish: chapter.files[0]?.lang === 'en', words: meanSentence(chapter) }))

  test('have 16 words or fewer in the mean of every chapter, 18 in English, which needs articles', () => {
    process.stdout.write(`\nWords in a sentence\n${means.map(({ name, words }) => `${words.toFixed(1).padStart(6)}  ${name}`).join('\n')}\n`)
    expect(means.filter(({ words, isEnglish }) => words > (isEnglish ? 18 : 16)).map(({ name, words }) => `${name}: ${words.toFixed(1)}`)).toEqual([])
  })

  test('are told apart at their ends, not at dates and shortened words', () => {
    expect(sentencesOf('Дошла је 3. јуна 2018. године. „Хоћете ли?“ Не, хвала.')).toHaveLength(3)
  })

  test('that are long are seen', () => {
    expect(meanSentence({ name: '', files: [proseWith(`${'реч '.repeat(40)}крај.`)] })).toBe(41)
  })
})

/** A chapter with this body. */
function proseWith(body: string): Manuscript {
  const front = [
    '---',
    'title: { sr-Cyrl: "Проба" }',
    'summary: { sr-Cyrl: "Проба" }',
    'owner: Уредник',
    'checked: 2026-11-01',
    'nextCheck: 2027-05-01',
    'mark: practice',
    '---',
  ]
  const read = parseManuscript([...front, '', body, ''].join('\n'), { file: 'library/manuals/proba/01-proba.md', kind: 'chapter' })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

/** In centres „корисник“ means the migrant; „фокална тачка“ is the contact person of an institution; quotation marks are „…“. */
const refused = /(?<!\p{L})(корисни(?:к|ка|ку|ком|че|ци|ке|цима)|korisni(?:k|ka|ku|kom|če|ci|ke|cima)|фокалн\p{L}*|fokaln\p{L}*)(?!\p{L})|[«»]/iu
/** The term that tells why „корисник“ is not said. */
const explained = 'polaznik'
const isRefused = (text: string) => refused.test(text)

describe('words that mean something else here, and foreign quotation marks, are', () => {
  test('not in prose', () => {
    expect(
      prose
        .filter((one) => isRefused(`${Object.values(one.front.title).join(' ')} ${Object.values(one.front.summary ?? {}).join(' ')} ${plainText(one.blocks)}`))
        .map(({ file }) => file),
    ).toEqual([])
  })

  test('not in questions', () => {
    expect(centre.courses.flatMap(({ questions }) => questions.filter((question) => isRefused(questionText(question))).map(({ id }) => id))).toEqual([])
  })

  test('not in the glossary, courses, manuals and documents', () => {
    const texts = [
      ...glossary.filter(({ id }) => id !== explained),
      ...centre.courses.map(({ course }) => course),
      ...centre.manuals.map(({ manual }) => manual),
      ...centre.documents.map(({ entry }) => entry),
    ]
    expect(
      texts
        .map((one) => JSON.stringify(one))
        .filter(isRefused)
        .map((text) => text.slice(0, 80)),
    ).toEqual([])
  })

  test('not in the catalogues', () => {
    const system = ['postgres.portNotAllowed', 'postgres.dataFolderNotWritable', 'postgres.databaseElsewhere']
    const found = messages('sr-Cyrl').filter(({ namespace, key, readings }) => readings.some(isRefused) && !system.includes(`${namespace}.${key}`))
    expect(found.map(({ namespace, key }) => `${namespace}.${key}`)).toEqual([])
  })

  test.each(['сви корисници', 'Корисника', 'фокална тачка', '«реч»', 'korisnik'])('seen in „%s“', (text) => {
    expect(isRefused(text)).toBe(true)
  })
})

describe('a content note', () => {
  test('names another way, and the way is there', () => {
    const faulty = prose.flatMap((one) => notesWithoutAnotherWay(one, prose).map(({ id }) => `${one.file}:${one.lines[id] ?? 1}`))
    expect(faulty).toEqual([])
  })

  test.each([
    ['without a link', ':::note-on-content О чему је реч\nСледи тежак део.\n:::\n\nТежак део.'],
    ['whose link leads nowhere', ':::note-on-content О чему је реч\nМожете [даље](#nema).\n:::\n\nТежак део.'],
    ['that leads back', 'Увод.\n{: #uvod}\n\n:::note-on-content О чему је реч\nМожете [назад](#uvod).\n:::\n\nТежак део.'],
  ])('%s is seen', (_what, body) => {
    const one = proseWith(body)
    expect(notesWithoutAnotherWay(one, [one])).toHaveLength(1)
  })
})

test('the links of the prose lead somewhere', () => {
  const broken = prose.flatMap((one) => one.blocks.flatMap(linksIn).flatMap((href) => (leadsSomewhere(href, one, prose) ? [] : [`${one.file}: ${href}`])))
  expect(broken).toEqual([])
})

test('a broken link is seen', () => {
  const one = proseWith('Ово [не води](#nigde) никуда, ни [ово](02-nema).')
  expect(one.blocks.flatMap(linksIn).filter((href) => !leadsSomewhere(href, one, [one]))).toEqual(['#nigde', '02-nema'])
})

describe('the glossary', () => {
  test('has 120 terms or more, each in Serbian and English with a definition', () => {
    expect(glossary.length).toBeGreaterThanOrEqual(120)
    expect(glossary.filter(({ term, definition }) => !term.en || !definition.en).map(({ id }) => id)).toEqual([])
  })

  test('has each term once', () => {
    const names = glossary.map(({ term }) => term['sr-Cyrl']?.toLowerCase())
    expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([])
  })
})

test('what stands under centre/ is told of in the format', () => {
  expect(readFileSync(`${root}/docs/content-format.md`, 'utf8')).toContain('registers/facts.yaml')
})
