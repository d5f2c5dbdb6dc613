import type { Db } from '#platform/db.ts'
import { mostBeginnings, readQuestion, sought, type Understood, unfinished } from '../domain/question.ts'
import { keysBeginning, knownKeys } from '../store.ts'

/** A question as the index knows its words. */
export async function understand(db: Db, raw: string): Promise<Understood> {
  const { text, words } = readQuestion(raw)
  const known = await knownKeys(
    db,
    [...new Set(words.flatMap((word) => [word.key, word.englishKey]))].filter((key) => key !== ''),
  )
  const all = words.map((word) => sought(word, known))
  const last = unfinished(all)
  if (!last) return { text, words: all }
  return { text, words: [...all.slice(0, -1), { ...last, keys: await keysBeginning(db, last.folded, mostBeginnings) }] }
}
