import { scriptOf, toLatin } from '@putokaz/serbian'
import type { Db } from '#platform/db.ts'
import type { SoughtWord } from '../domain/question.ts'
import { type Candidate, mostChanges, nearest } from '../domain/spelling.ts'
import { wordsLike } from '../store.ts'
import type { Understood } from './understand.ts'

/** The question with its unknown words replaced by the nearest known ones, in the script in which it was typed; null when none is near. */
export async function didYouMean(db: Db, { text, words }: Understood): Promise<string | null> {
  const cyrillic = scriptOf(text) === 'cyrillic'
  let meant = ''
  let done = 0
  let changed = false
  for (const word of words) {
    if (word.keys.length > 0) continue
    const better = await nearestWord(db, word)
    if (!better) continue
    meant += text.slice(done, word.start) + (cyrillic ? better.shown : toLatin(better.shown))
    done = word.end
    changed = true
  }
  return changed ? meant + text.slice(done) : null
}

async function nearestWord(db: Db, { folded }: SoughtWord): Promise<Candidate | undefined> {
  const most = mostChanges(folded)
  if (most === 0) return undefined
  return nearest(folded, await wordsLike(db, folded, most))
}
