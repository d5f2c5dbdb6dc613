import type { Db } from '#platform/db.ts'
import { readQuestion, type SoughtWord, sought } from '../domain/question.ts'
import { keysBeginning, knownKeys } from '../store.ts'

/** A question with what each of its words is sought as. */
export interface Understood {
  readonly text: string
  readonly words: readonly SoughtWord[]
}

const shortestBeginning = 2
const mostBeginnings = 12

/** A last word that no text has may be unfinished: then it stands for the words that begin so. */
export async function understand(db: Db, raw: string): Promise<Understood> {
  const { text, words } = readQuestion(raw)
  const known = await knownKeys(
    db,
    [...new Set(words.flatMap((word) => [word.key, word.englishKey]))].filter((key) => key !== ''),
  )
  const all = words.map((word) => sought(word, known))
  const last = all.at(-1)
  if (!last || last.keys.length > 0 || last.folded.length < shortestBeginning) return { text, words: all }
  return { text, words: [...all.slice(0, -1), { ...last, keys: await keysBeginning(db, last.folded, mostBeginnings) }] }
}
