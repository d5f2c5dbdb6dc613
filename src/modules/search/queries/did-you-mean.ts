import type { Db } from '#platform/db.ts'
import type { SoughtWord, Understood } from '../domain/question.ts'
import { type Candidate, mostChanges, nearest, rewritten } from '../domain/spelling.ts'
import { wordsLike } from '../store.ts'

/** The question with its unknown words replaced by the nearest known ones; null when none is near. */
export async function didYouMean(db: Db, understood: Understood): Promise<string | null> {
  const better = new Map<SoughtWord, Candidate>()
  for (const word of understood.words) {
    const near = word.keys.length > 0 ? undefined : await nearestWord(db, word)
    if (near) better.set(word, near)
  }
  return rewritten(understood, better)
}

async function nearestWord(db: Db, { folded }: SoughtWord): Promise<Candidate | undefined> {
  const most = mostChanges(folded)
  if (most === 0) return undefined
  return nearest(folded, await wordsLike(db, folded, most))
}
