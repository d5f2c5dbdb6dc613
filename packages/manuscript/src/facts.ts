import { isSeq } from 'yaml'
import type { Block, Manuscript, Mark } from './document.ts'
import { mark, refuseTwins } from './fields.ts'
import type { Parsed, Problem } from './problem.ts'
import type { QuestionSource } from './questions.ts'
import { inFileOrder } from './sheet.ts'
import { insides } from './walk.ts'
import { listOf, parseYaml, type Read, record, shaped, text } from './yaml-nodes.ts'

/** One entry of `registers/facts.yaml`: where a fact stands in the research, and how sure it is. Several marks where it holds facts of unequal certainty. */
export type FactSource = { id: string; marks: Mark[]; sources: string[]; place: string }

/** A thing that rests on facts: where it stands, the facts it names, and how sure it says it is. */
export type FactUse = { file: string; line: number; fact: string; mark: Mark }

const oneOrMore: Read<Mark[]> = (node, at) => {
  if (isSeq(node)) return listOf(mark, 1)(node, at)
  const one = mark(node, at)
  return one && [one]
}

const sources = listOf(shaped(/^S\d+$/))
const entry = record({ id: shaped(/^\S[^;]*$/), mark: oneOrMore, sources, place: text }, {})

const entries: Read<FactSource[]> = (node, at) => {
  const read = listOf<FactSource>((item, here) => {
    const one = entry(item, here)
    return one && { id: one.id, marks: one.mark, sources: one.sources, place: one.place }
  })(node, at)
  const ids = read?.map(({ id }) => id) ?? []
  refuseTwins(ids, at, '')
  return read
}

/** Reads `registers/facts.yaml`. */
export function parseFacts(yaml: string, { file }: { file: string }): Parsed<FactSource[]> {
  return parseYaml(yaml, file, entries)
}

/** The ids in a `fact`: several are parted with `;`. */
export function factIds(fact: string): string[] {
  return fact.split(';').map((id) => id.trim())
}

/** How much a mark claims of the world. What is practice or invented claims nothing. */
const strength: Record<Mark, number> = { V: 3, D: 2, B: 1, check: 1, practice: 0, I: 0 }

/** The passages of a file that name facts; one that only takes over what the passage around it says is not told twice. */
export function factUses({ file, lines, blocks }: Manuscript): FactUse[] {
  const usesIn = (inside: Block[], around: Block | undefined): FactUse[] =>
    inside.flatMap((block) => {
      const { fact, mark } = block.origin
      const isOwn = fact !== around?.origin.fact || mark !== around?.origin.mark
      const own = fact !== undefined && isOwn ? [{ file, line: lines[block.id] ?? 1, fact, mark }] : []
      return [...own, ...usesIn(insides(block).flat(), block)]
    })
  return usesIn(blocks, undefined)
}

/** The questions that name facts. */
export function questionFacts(questions: readonly QuestionSource[]): FactUse[] {
  return questions.flatMap(({ file, line, fact, mark }) => (fact === undefined ? [] : [{ file, line, fact, mark }]))
}

/** Every named fact is in the register, and nothing claims more certainty than each of its facts can give. */
export function checkFacts(uses: readonly FactUse[], register: readonly FactSource[]): Problem[] {
  const known = new Map(register.map((fact) => [fact.id, fact]))
  const problems = uses.flatMap(({ file, line, fact, mark }) =>
    factIds(fact).flatMap((id): Problem[] => {
      const found = known.get(id)
      if (!found) return [{ file, line, rule: 'unknown-fact', detail: id }]
      const strongest = Math.max(...found.marks.map((one) => strength[one]))
      return strength[mark] > strongest ? [{ file, line, rule: 'mark-above-fact', detail: `${mark} > ${id} ${found.marks.join('/')}` }] : []
    }),
  )
  return inFileOrder(problems)
}
