/** What in the content says something of law or of a number, and whether it names the fact it rests on. */
import { allBlocks, type Block, insides, type Manuscript, type Mark, plainText, type QuestionSource } from '@putokaz/manuscript'

/** Words that say something which has to rest on a fact, where they stand. */
export interface Claim {
  /** The file, inside `centre/`. */
  readonly file: string
  readonly line: number
  /** The opening words of the passage, or the id of the question. */
  readonly place: string
  /** The words that make it a claim, each once. */
  readonly words: readonly string[]
}

const letter = '[\\p{L}\\p{N}]'
const word = (inside: string) => `(?<!${letter})(?:${inside})(?!${letter})`
const count = '(?:\\d[\\d.,]*|један|једна|једно|два|две|три|четири|пет|шест|седам|осам|девет|десет|\\p{L}*наест|двадесет|тридесет|\\p{L}*десет)'

/** What law says, in whatever kind of passage: an act by name, an article, a term in days, a duty. */
const law = new RegExp(
  [
    word('закон(?:а|у|ом|и|има|е)?|уредб(?:а|е|и|у|ом)|правилник(?:а|у|ом|ци|е)?|устав(?:а|у|ом)?|конвенциј(?:а|е|и|у|ом)'),
    word('чл(?:ан(?:а|у|ом|ови|овима)?|\\.) \\d+'),
    word('став(?:а|у|ом)? \\d+'),
    word(`${count}(?: (?:и|до|или|–) ${count})? (?:пун(?:а|их) |радн(?:а|их) |календарск(?:а|их) )?(?:сат[аи]?|дана?|месец[аи]?|недељ[аеу])`),
    word('дуж(?:ан|на|но|ни|не)|законск\\p{L}*|прописан\\p{L}*|кажњав\\p{L}*|кажњ(?:ив|ава)\\p{L}*'),
    word('(?:има(?:ју|те|мо)?|нема(?:ју|те)?) прав[оа]|прав[оа] на'),
    word('рок(?:а|у|ом|ови|ове|ова|овима)? (?:од|за|је|тече|истиче|почиње)'),
  ].join('|'),
  'giu',
)

/** Figures: in an invented case they are part of the story, elsewhere they are told as true. */
const figures = /(?<![\p{L}\p{N}#])\d[\d.,:/]*(?:\s?(?:%|посто|одсто))?/gu

/** The passages of a file that claim something and name no fact. */
export function passageClaims({ file, lines, blocks }: Manuscript): Claim[] {
  return allBlocks(blocks).flatMap((block) => {
    const said = ownText(block)
    const words = block.origin.fact === undefined ? claimed(said, block.origin.mark) : []
    return words.length > 0 ? [{ file, line: lines[block.id] ?? 1, place: opening(said), words }] : []
  })
}

/** The questions that claim something and name no fact. */
export function questionClaims(questions: readonly QuestionSource[]): Claim[] {
  return questions.flatMap((question) => {
    const { file, line, id, fact, mark } = question
    const words = fact === undefined ? claimed(questionText(question), mark) : []
    return words.length > 0 ? [{ file, line, place: id, words }] : []
  })
}

function claimed(text: string, mark: Mark): string[] {
  const ofLaw = [...text.matchAll(law)].map(([words]) => words.toLowerCase())
  const ofNumber = mark === 'I' ? [] : [...text.matchAll(figures)].map(([number]) => number.replace(/[.,:/]+$/, ''))
  return [...new Set([...ofLaw, ...ofNumber.filter((number) => !ofLaw.some((words) => words.includes(number)))])]
}

/** What a passage says itself: a heading, a list and a box leave it to what is inside them. */
function ownText(block: Block): string {
  if (block.kind === 'heading' || insides(block).length > 0) return ''
  return plainText([block])
}

/** Every word of a question that a learner meets in Serbian. */
export function questionText(question: QuestionSource): string {
  const own = (text: { 'sr-Cyrl'?: string } | undefined) => text?.['sr-Cyrl'] ?? ''
  const choices =
    'options' in question ? question.options : 'left' in question ? [...question.left, ...question.right] : 'items' in question ? question.items : []
  const options = choices.flatMap((choice) => [own(choice.text), 'feedback' in choice ? own(choice.feedback as { 'sr-Cyrl'?: string } | undefined) : ''])
  return [own(question.prompt), ...('text' in question ? [own(question.text)] : []), ...options, own(question.feedback)].join(' · ')
}

/** As many words as tell one passage from its neighbours. */
function opening(text: string): string {
  const [line = ''] = text.split('\n')
  const words = line.replaceAll('|', '/').split(' ')
  const few = words.slice(0, 8).join(' ')
  return words.length > 8 ? `${few} …` : few
}
