import type { ChapterSource, CourseSource } from './course.ts'
import type { Cite, Manuscript } from './document.ts'
import type { Problem, Rule } from './problem.ts'
import type { QuestionSource } from './questions.ts'
import { inFileOrder } from './sheet.ts'
import { allBlocks } from './walk.ts'

/** Codes the course may use. What is not given is not checked. */
export type Register = {
  acts: ReadonlySet<string>
  areas?: ReadonlySet<string>
  posts?: ReadonlySet<string>
  courses?: ReadonlySet<string>
}

type Whole = {
  course: CourseSource
  units: ReadonlyMap<string, Manuscript>
  questions: QuestionSource[]
  register: Register
}

/** What is wrong between the files of one course; `units` are the source files by name without ending. */
export function checkCourse(course: CourseSource, units: ReadonlyMap<string, Manuscript>, questions: QuestionSource[], register: Register): Problem[] {
  const whole = { course, units, questions, register }
  const always = [...checkUnits(whole), ...checkProse(whole), ...checkQuestions(whole), ...checkCodes(whole)]
  return inFileOrder(course.status === 'published' ? [...always, ...checkOutcomes(whole), ...checkTests(whole)] : always)
}

function inCourse(course: CourseSource, path: string, rule: Rule, detail: string): Problem {
  return { file: course.file, line: course.lines[path] ?? 1, rule, detail }
}

/** Every listed unit exists, none is listed twice, and no file is left unlisted. */
function checkUnits({ course, units }: Whole): Problem[] {
  const problems: Problem[] = []
  const listed = new Set<string>()
  for (const [c, chapter] of course.chapters.entries()) {
    for (const [u, unit] of chapter.units.entries()) {
      const path = `chapters.${c}.units.${u}`
      if (listed.has(unit)) problems.push(inCourse(course, path, 'unit-twice', unit))
      if (!units.has(unit)) problems.push(inCourse(course, path, 'unit-missing', unit))
      listed.add(unit)
    }
  }
  for (const [name, { file }] of units) {
    if (!listed.has(name)) problems.push({ file, line: 1, rule: 'unit-unlisted', detail: name })
  }
  return problems
}

/** Practice questions, outcomes and acts that units speak of. */
function checkProse({ course, units, questions, register }: Whole): Problem[] {
  const practice = new Set(questions.filter(({ use }) => use === 'practice').map(({ id }) => id))
  const outcomes = new Set(course.outcomes.map(({ id }) => id))
  const problems: Problem[] = []
  for (const unit of units.values()) {
    const { file, lines, front, blocks } = unit
    const report = (path: string, rule: Rule, detail: string) => problems.push({ file, line: lines[path] ?? 1, rule, detail })
    for (const [i, outcome] of (front.outcomes ?? []).entries()) {
      if (!outcomes.has(outcome)) report(`front.outcomes.${i}`, 'unknown-outcome', outcome)
    }
    for (const block of allBlocks(blocks)) {
      if (block.kind === 'practice' && !practice.has(block.question)) report(block.id, 'unknown-question', block.question)
    }
    problems.push(...checkCites(unit, register))
  }
  return problems
}

/** Acts that passages cite and the register does not know, each where it is first cited. */
export function checkCites({ file, lines, blocks }: Manuscript, register: Register): Problem[] {
  return [...ownCites(blocks)].flatMap(([id, cites]) =>
    unknownActs(cites, register).map(({ act }): Problem => ({ file, line: lines[id] ?? 1, rule: 'unknown-act', detail: act })),
  )
}

/** Cites by passage; one that a passage only takes over from its directive is not told twice. */
function ownCites(blocks: Manuscript['blocks']): Map<string, Cite[]> {
  const seen = new Set<Cite[]>()
  const own = new Map<string, Cite[]>()
  for (const { id, origin } of allBlocks(blocks)) {
    if (!seen.has(origin.cites)) own.set(id, origin.cites)
    seen.add(origin.cites)
  }
  return own
}

function unknownActs(cites: Cite[], register: Register): Cite[] {
  return cites.filter(({ act }) => !register.acts.has(act))
}

function checkQuestions(whole: Whole): Problem[] {
  const { course, questions, register } = whole
  const chapters = new Set(course.chapters.flatMap(({ id, announced }) => (announced ? [] : [id])))
  const outcomes = new Set(course.outcomes.map(({ id }) => id))
  const seen = new Set<string>()
  return questions.flatMap((question) => {
    const { file, line, id } = question
    const problems: Problem[] = []
    const report = (rule: Rule, detail: string) => problems.push({ file, line, rule, detail })
    if (seen.has(id)) report('duplicate-id', id)
    seen.add(id)
    if (!id.startsWith(`${course.code}-`)) report('bad-id', id)
    if (!chapters.has(question.chapter)) report('unknown-chapter', `${id}: ${question.chapter}`)
    if (!outcomes.has(question.outcome)) report('unknown-outcome', `${id}: ${question.outcome}`)
    for (const { act } of unknownActs(question.cites, register)) report('unknown-act', `${id}: ${act}`)
    return [...problems, ...checkPassage(question, whole)]
  })
}

/** The passage exists, and a graded answer does not rest on one that is background or unverified. */
function checkPassage({ file, line, id, use, passage }: QuestionSource, { units }: Whole): Problem[] {
  const unit = units.get(passage.unit)
  const block = unit && allBlocks(unit.blocks).find((candidate) => candidate.id === passage.id)
  const detail = `${id}: ${passage.unit}${passage.id === undefined ? '' : `#${passage.id}`}`
  if (!unit || (passage.id !== undefined && !block)) return [{ file, line, rule: 'unknown-passage', detail }]
  const isUnconfirmed = block?.origin.mark === 'B' || block?.origin.mark === 'check'
  return use === 'graded' && isUnconfirmed ? [{ file, line, rule: 'graded-on-unconfirmed', detail }] : []
}

function checkCodes({ course, register }: Whole): Problem[] {
  const strangers = (key: 'acts' | 'areas' | 'posts' | 'prerequisites', rule: Rule, known?: ReadonlySet<string>) => {
    const codes = course[key]
    if (!known || codes === 'all') return []
    return codes.flatMap((code, i) => (known.has(code) ? [] : [inCourse(course, `${key}.${i}`, rule, code)]))
  }
  return [
    ...strangers('acts', 'unknown-act', register.acts),
    ...strangers('areas', 'unknown-area', register.areas),
    ...strangers('posts', 'unknown-post', register.posts),
    ...strangers('prerequisites', 'unknown-course', register.courses),
  ]
}

/** Every outcome is taught by a unit and asked by a graded question; one that is neither may wait for a chapter to come. */
function checkOutcomes({ course, units, questions }: Whole): Problem[] {
  const taught = new Set([...units.values()].flatMap(({ front }) => front.outcomes ?? []))
  const asked = new Set(questions.filter(({ use }) => use === 'graded').map(({ outcome }) => outcome))
  const isWhole = !course.chapters.some(({ announced }) => announced)
  const due = [...course.outcomes.entries()].filter(([, { id }]) => isWhole || taught.has(id) || asked.has(id))
  return due.flatMap(([i, { id }]) => [
    ...(taught.has(id) ? [] : [inCourse(course, `outcomes.${i}`, 'outcome-without-unit', id)]),
    ...(asked.has(id) ? [] : [inCourse(course, `outcomes.${i}`, 'outcome-without-question', id)]),
  ])
}

/** Each test finds as many graded questions as it draws: a chapter test in its chapter, the final one in all. */
function checkTests({ course, questions }: Whole): Problem[] {
  const graded = questions.filter(({ use }) => use === 'graded')
  const short = (path: string, draw: number, bank: number) => (bank >= draw ? [] : [inCourse(course, path, 'too-few-questions', `${bank} < ${draw}`)])
  const inChapter = ({ id, test }: ChapterSource, i: number) =>
    test ? short(`chapters.${i}.test`, test.draw, graded.filter(({ chapter }) => chapter === id).length) : []
  const final = course.finalTest ? short('finalTest', course.finalTest.draw, graded.length) : []
  return [...course.chapters.flatMap(inChapter), ...final]
}
