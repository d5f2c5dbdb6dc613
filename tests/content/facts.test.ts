/** What the content says of law and of numbers rests on a fact of the register, or stands in the list of gaps with a reason. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  allBlocks,
  checkFacts,
  factUses,
  type Manuscript,
  parseFacts,
  parseManuscript,
  parseQuestions,
  type QuestionSource,
  questionFacts,
} from '@putokaz/manuscript'
import { describe, expect, test } from 'vitest'
import { openContentFiles } from '#centre/content-files.ts'
import { readCentre } from '#centre/read-centre.ts'
import { readRegisters } from '#centre/read-registers.ts'
import { passageClaims, questionClaims } from '../../tools/content/claims.ts'
import { isSame, openClaims, writtenGaps } from '../../tools/content/gaps.ts'
import { readThisCentre, root } from '../../tools/content/read.ts'

const centre = await readThisCentre()
const questions = centre.courses.flatMap((written) => written.questions)
const claims = openClaims(centre)
const gaps = writtenGaps()

test('there is content to look at', () => {
  expect(centre.prose.length).toBeGreaterThan(30)
  expect(questions.length).toBeGreaterThan(80)
})

describe('docs/content-gaps.md', () => {
  test('has every claim of law or number that names no fact', () => {
    const missing = claims.filter((claim) => !gaps.some((gap) => isSame(gap, claim)))
    expect(missing.map(({ file, line, place, words }) => `${file}:${line} ${place} (${words.join(', ')})`)).toEqual([])
  })

  test('has nothing that is no longer there', () => {
    expect(gaps.filter((gap) => !claims.some((claim) => isSame(gap, claim))).map(({ file, place }) => `${file} ${place}`)).toEqual([])
  })

  test('gives a reason for each', () => {
    expect(gaps.filter(({ reason }) => reason.length < 12).map(({ file, place }) => `${file} ${place}`)).toEqual([])
  })
})

/** A unit of one passage. */
function unitWith(passage: string): Manuscript {
  const front = ['title: { sr-Cyrl: "Проба" }', 'owner: Уредник', 'checked: 2026-11-01', 'nextCheck: 2027-05-01']
  const text = ['---', ...front, 'mark: practice', 'minutes: 5', 'outcomes: [O1]', 'part: general', '---', '', passage, ''].join('\n')
  const read = parseManuscript(text, { file: 'courses/C99/units/1-1-proba.md', kind: 'unit' })
  if (!read.ok) throw new Error(JSON.stringify(read.problems))
  return read.value
}

describe('a claim is found', () => {
  test.each([
    ['an act', 'Тако каже Закон о странцима.', 'закон'],
    ['an article', 'То стоји у члану 17.', 'члану 17'],
    ['a term in figures', 'Особа има 72 сата.', '72 сата'],
    ['a term in words', 'Особа има осам дана.', 'осам дана'],
    ['a duty', 'Полиција је дужна да помогне.', 'дужна'],
    ['a right', 'Особа има право на преводиоца.', 'има право'],
    ['a share', 'Тако мисли 90 одсто људи.', '90 одсто'],
    ['a term in an invented scene', 'Рекла је: имате 15 дана.\n{: mark=I}', '15 дана'],
  ])('%s', (_what, passage, words) => {
    expect(passageClaims(unitWith(passage)).flatMap((claim) => claim.words)).toContain(words)
  })

  test('in a question', () => {
    const [question] = questions.filter(({ fact, type }) => fact !== undefined && type === 'single')
    if (!question) throw new Error('no question')
    const { fact: _, ...bare } = { ...question, prompt: { 'sr-Cyrl': 'Колико има времена: 72 сата?' } }
    expect(questionClaims([question])).toEqual([])
    expect(questionClaims([bare]).flatMap(({ words }) => words)).toContain('72 сата')
  })

  test.each([
    ['that names a fact', 'Особа има 72 сата.\n{: fact="2.2(4)" mark=V}'],
    ['about method', 'Разговор води једна особа. Припремите се десет минута.'],
    ['of a member', 'Разговарајте са сваким чланом породице.'],
    ['with an age in an invented scene', 'Амина Пример има 16 година.\n{: mark=I}'],
  ])('but not a passage %s', (_what, passage) => {
    expect(passageClaims(unitWith(passage))).toEqual([])
  })
})

describe('the load refuses, with file and line,', () => {
  /** The problems of the centre after one change of one file. */
  async function problemsAfter(path: string, [from, to]: [string, string]): Promise<string[]> {
    const folder = join(root, 'centre')
    const files = await openContentFiles(folder)
    const text = async (wanted: string) => {
      const written = await files.text(wanted)
      if (wanted === path && !written.includes(from)) throw new Error(`${path} has no ${from}`)
      return wanted === path ? written.replace(from, to) : written
    }
    const read = await readCentre({ ...files, text }, await readRegisters(join(folder, 'registers')))
    return read.ok ? [] : read.refusal.map(({ file, line, rule }) => `${file}:${line > 1} ${rule}`)
  }

  test.each([
    ['a passage', 'courses/C01/units/3-2-od-namere-do-zahteva.md', 'fact="2.2(4)"', 'fact="2.2(44)"', 'unknown-fact'],
    [
      'a passage that claims too much',
      'courses/C01/units/3-2-od-namere-do-zahteva.md',
      'fact="2.2(4)" source',
      'fact="2.2(7) regular" source',
      'mark-above-fact',
    ],
    ['a question', 'courses/C01/questions/chapter-3.yaml', 'fact: "2.2(4)"', 'fact: "2.2(7) regular"', 'mark-above-fact'],
    ['a term', 'glossary.yaml', "fact: '3.4'", "fact: '3.44'", 'unknown-fact'],
  ])('%s', async (_what, path, from, to, rule) => {
    expect(await problemsAfter(path, [from, to])).toContain(`${path}:true ${rule}`)
  })

  test('everything, that rests on what the register has lost', async () => {
    const [fact] = readFileSync(join(root, 'centre/registers/facts.yaml'), 'utf8').match(/- \{ id: "2\.2\(4\)"/) ?? []
    expect(await problemsAfter('registers/facts.yaml', [fact ?? '–', '- { id: "2.2(nobody)"'])).toContain(
      'courses/C01/units/3-2-od-namere-do-zahteva.md:true unknown-fact',
    )
  })
})

test('a translation names the facts of its source, with the same marks', () => {
  const bySource = new Map(centre.prose.map((one) => [one.file, one]))
  const told = ({ blocks }: Manuscript) => allBlocks(blocks).flatMap(({ origin }) => (origin.fact ? [`${origin.fact} ${origin.mark}`] : []))
  const differing = centre.prose.flatMap((one) => {
    const source = bySource.get(one.file.replace(/\.en\.md$/, '.md'))
    if (one.lang !== 'en' || !source) return []
    const [theirs, ours] = [told(source), told(one)]
    const first = theirs.findIndex((words, i) => words !== ours[i])
    return theirs.length === ours.length && first < 0 ? [] : [`${one.file}: ${theirs[first] ?? `${theirs.length} facts`}, not ${ours[first] ?? ours.length}`]
  })
  expect(differing).toEqual([])
})

test('no graded question rests on what is not confirmed', () => {
  const prose = new Map(centre.prose.map((one) => [one.file, one]))
  const unsure = questions.filter(({ use, mark, file, passage }) => {
    const unit = prose.get(`${file.replace(/questions\/.*$/, 'units/')}${passage.unit}.md`)
    const block = unit && allBlocks(unit.blocks).find(({ id }) => id === passage.id)
    return use === 'graded' && [mark, block?.origin.mark].some((one) => one === 'B' || one === 'check')
  })
  expect(unsure.map(({ id }) => id)).toEqual([])
})

/** The one fact of the procedure that is background stands beside two that are seen; see `2.2(7)` in the register. */
test('no graded question has the appeal term of the regular procedure as its key', () => {
  const asks = (text: string) => /жалб/iu.test(text) && /(?<![\d\p{L}])(15|петнаест) дана/iu.test(text)
  const keyed = questions.filter((question) => question.use === 'graded' && asks(`${question.prompt['sr-Cyrl']} ${keyText(question)}`))
  expect(keyed.map(({ id }) => id)).toEqual([])
})

/** What a learner has to choose. */
function keyText(question: QuestionSource): string {
  if (question.type !== 'single' && question.type !== 'multiple') return ''
  return question.options.flatMap(({ id, text }) => ([question.key].flat().includes(id) ? [text['sr-Cyrl']] : [])).join(' ')
}

describe('the register of facts', () => {
  const yaml = readFileSync(`${root}/centre/registers/facts.yaml`, 'utf8')
  const read = parseFacts(yaml, { file: 'registers/facts.yaml' })
  const register = read.ok ? read.value : []
  const sources = new Set([...readFileSync(`${root}/centre/registers/sources.yaml`, 'utf8').matchAll(/code: (S\d+)/g)].map((match) => match[1]))

  test('is read, and has the facts of every section', () => {
    expect(read.ok ? [] : read.problems).toEqual([])
    expect(new Set(register.map(({ id }) => id[0]))).toEqual(new Set(['0', '1', '2', '3', '4', '5', '6', '7', '8', 'd']))
  })

  test('names sources that are known', () => {
    expect(register.flatMap((fact) => fact.sources.filter((source) => !sources.has(source)).map((source) => `${fact.id}: ${source}`))).toEqual([])
  })

  test('has for every narrower fact the wider one, which is at least as sure', () => {
    const strength = { V: 3, D: 2, B: 1, check: 1, practice: 0, I: 0 }
    const strongest = (marks: readonly (keyof typeof strength)[]) => Math.max(...marks.map((mark) => strength[mark]))
    const weaker = register.filter(({ id, marks }) => {
      const wide = register.find((one) => one.id === /^(domain-data \d+|\d(\.\d)?)/.exec(id)?.[0])
      return !wide || strongest(wide.marks) < strongest(marks)
    })
    expect(weaker.map(({ id }) => id)).toEqual([])
  })

  test('catches a question and a passage that claim too much', () => {
    const question = parseQuestions(
      `- { id: C99-P001, use: practice, type: truefalse, chapter: "1", outcome: O1, difficulty: 1, passage: 1-1-x, mark: V, fact: "2.2(7) regular", prompt: { sr-Cyrl: Тако је }, key: true, feedback: { sr-Cyrl: Јесте } }`,
      { file: 'courses/C99/questions/a.yaml' },
    )
    const unit = unitWith('Рок је петнаест дана.\n{: fact="2.2(7) regular; 2.2(99)" mark=V}')
    const problems = checkFacts([...(question.ok ? questionFacts(question.value) : []), ...factUses(unit)], register)
    expect(problems.map(({ rule, detail }) => `${rule} ${detail}`)).toEqual([
      'mark-above-fact V > 2.2(7) regular B',
      'mark-above-fact V > 2.2(7) regular B',
      'unknown-fact 2.2(99)',
    ])
  })
})
