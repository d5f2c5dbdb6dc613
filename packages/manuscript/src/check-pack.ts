import { checkCites, type Register } from './check-course.ts'
import type { CourseSource } from './course.ts'
import type { Block, Language, Manuscript, SheetKind } from './document.ts'
import type { PackSource } from './pack.ts'
import { words } from './plain-text.ts'
import type { Problem, Rule } from './problem.ts'
import { screensOf } from './screens.ts'
import { inFileOrder } from './sheet.ts'
import { allBlocks } from './walk.ts'

/** The sheets by name without ending: sources, and those in English. */
type Sheets = { source: ReadonlyMap<string, Manuscript>; english: ReadonlyMap<string, Manuscript> }

/** Of each kind a pack has at least so many. */
const needed: Record<SheetKind, number> = { notes: 1, slides: 1, exercise: 2, case: 3, answers: 1 }

/** Who is not to see what: answers and the trainer's notes never go to participants, what they work on always does. */
const readers: Partial<Record<SheetKind, string>> = { notes: 'trainer', answers: 'trainer', exercise: 'participants', case: 'participants' }

/** A screen is looked at while somebody speaks; English needs its articles. */
const mostWords = (lang: Language) => (lang === 'en' ? 50 : 40)

/** What is wrong between the files of a trainer's pack, and between the pack and its course. */
export function checkPack(pack: PackSource, sheets: Sheets, course: CourseSource, register: Register): Problem[] {
  const all = [...sheets.source.values(), ...sheets.english.values()]
  return inFileOrder([...checkList(pack, sheets), ...checkAgenda(pack, course), ...all.flatMap((sheet) => checkSheet(sheet, register))])
}

function inPack(pack: PackSource, path: string, rule: Rule, detail: string): Problem {
  return { file: pack.file, line: pack.lines[path] ?? 1, rule, detail }
}

/** Every listed sheet is there, every sheet is listed, and no kind is missing. */
function checkList(pack: PackSource, { source, english }: Sheets): Problem[] {
  const missing = pack.sheets.flatMap((name, i) => (source.has(name) ? [] : [inPack(pack, `sheets.${i}`, 'sheet-missing', name)]))
  const strangers = [...source, ...english].filter(([name]) => !pack.sheets.includes(name))
  const unlisted = strangers.map(([name, { file }]): Problem => ({ file, line: 1, rule: 'sheet-unlisted', detail: name }))
  const counted = (kind: string) => [...source.values()].filter(({ front }) => front.sheet === kind).length
  const short = Object.entries(needed).filter(([kind, count]) => counted(kind) < count)
  return [...missing, ...unlisted, ...short.map(([kind, count]) => inPack(pack, 'sheets', 'sheets-short', `${kind}: ${counted(kind)} < ${count}`))]
}

function checkAgenda(pack: PackSource, course: CourseSource): Problem[] {
  const known = new Set(course.outcomes.map(({ id }) => id))
  return pack.days.flatMap(({ agenda }, d) =>
    agenda.flatMap(({ outcomes, sheet }, i) => {
      const path = `days.${d}.agenda.${i}`
      const strangers = outcomes.flatMap((id, o) => (known.has(id) ? [] : [inPack(pack, `${path}.outcomes.${o}`, 'unknown-outcome', id)]))
      return sheet === undefined || pack.sheets.includes(sheet) ? strangers : [...strangers, inPack(pack, `${path}.sheet`, 'sheet-missing', sheet)]
    }),
  )
}

function checkSheet(sheet: Manuscript, register: Register): Problem[] {
  const { file, lines, front, blocks } = sheet
  const problem = (line: number | undefined, rule: Rule, detail: string): Problem => ({ file, line: line ?? 1, rule, detail })
  const reader = front.sheet && readers[front.sheet]
  const wrong = reader !== undefined && front.reader !== reader ? [problem(lines['front.reader'], 'sheet-reader', `${front.sheet}: ${front.reader}`)] : []
  const asked = allBlocks(blocks).flatMap((block) => (block.kind === 'practice' ? [problem(lines[block.id], 'not-on-paper', block.question)] : []))
  const full = front.sheet === 'slides' ? screensOf(blocks).flatMap(({ heading, body }) => overfull(heading ?? body[0], body)) : []
  return [...wrong, ...asked, ...full, ...checkCites(sheet, register)]

  function overfull(first: Block | undefined, body: Block[]): Problem[] {
    const count = words(body.filter(({ kind }) => kind !== 'figure'))
    return count > mostWords(sheet.lang) ? [problem(first && lines[first.id], 'screen-words', `${count} > ${mostWords(sheet.lang)}`)] : []
  }
}
