import { checkCites, type Register } from './check-course.ts'
import type { Block, Manuscript } from './document.ts'
import { words } from './plain-text.ts'
import type { Problem, Rule } from './problem.ts'
import { allBlocks } from './walk.ts'

/** More would not fit on a page that is held in one hand. */
const mostWords = { 'sr-Cyrl': 170, 'sr-Latn': 170, en: 200 }

/** A card is words on paper. */
const offPaper = new Set<Block['kind']>(['practice', 'figure', 'file', 'video'])

/** What is wrong with a pocket card beyond its own text; `name` is that of its file without ending. */
export function checkCard(card: Manuscript, name: string, register: Register): Problem[] {
  const { file, lang, lines, front, blocks } = card
  const problem = (line: number | undefined, rule: Rule, detail: string): Problem => ({ file, line: line ?? 1, rule, detail })
  const area = front.area ?? ''
  const sections = blocks.filter((block) => block.kind === 'heading' && block.level === 2).length
  const count = words(blocks)
  return [
    ...(area === name ? [] : [problem(lines['front.area'], 'card-name', `${name} ≠ ${area}`)]),
    ...(!register.areas || register.areas.has(area) ? [] : [problem(lines['front.area'], 'unknown-area', area)]),
    ...(sections >= 2 && sections <= 4 ? [] : [problem(1, 'card-sections', String(sections))]),
    ...(count <= mostWords[lang] ? [] : [problem(1, 'card-words', `${count} > ${mostWords[lang]}`)]),
    ...allBlocks(blocks).flatMap(({ kind, id }) => (offPaper.has(kind) ? [problem(lines[id], 'not-on-paper', kind)] : [])),
    ...checkCites(card, register),
  ]
}
