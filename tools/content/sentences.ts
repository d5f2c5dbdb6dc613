/** How long the sentences are that a reader meets in a row. */
import { type Block, insides, type Manuscript, plainInline } from '@putokaz/manuscript'

export interface Chapter {
  readonly name: string
  readonly files: readonly Manuscript[]
}

/** Running text: what is read sentence after sentence. Headings, tables, figures and dialogues are read otherwise. */
function runningText(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'paragraph') return [plainInline(block.text)]
    if (block.kind === 'checklist') return block.items.map(plainInline)
    return insides(block).flatMap(runningText)
  })
}

export function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?…][“”"]?)\s+(?=[\p{Lu}\d„“])/u).filter((sentence) => /\p{L}/u.test(sentence))
}

function wordCount(sentence: string): number {
  return sentence.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}

/** Words in a sentence, in the middle of a chapter; 0 where nothing is said. */
export function meanSentence({ files }: Chapter): number {
  const lengths = files.flatMap(({ blocks }) => runningText(blocks).flatMap(sentencesOf).map(wordCount))
  return lengths.length === 0 ? 0 : lengths.reduce((sum, one) => sum + one, 0) / lengths.length
}
