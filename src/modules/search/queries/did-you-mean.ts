import { scriptOf, toLatin } from '@putokaz/serbian'
import { sql } from 'kysely'
import { type Db, rawHandle } from '#platform/db.ts'
import type { SoughtWord } from '../domain/question.ts'
import { type Candidate, mostChanges, nearest, threes } from '../domain/spelling.ts'
import type { Understood } from './understand.ts'

const mostCandidates = 40

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
  const asked = threes(folded)
  const { rows } = await sql<Candidate>`
    select folded, min(shown) as shown, sum(count)::integer as count
    from search_word cross join lateral (select count(*) as shared from unnest(threes) three where three = any(${asked}::text[])) alike
    where threes && ${asked}::text[] and length(folded) between ${folded.length - most} and ${folded.length + most}
    group by folded, shared order by shared desc, count desc, folded limit ${mostCandidates}`.execute(rawHandle(db))
  return nearest(folded, rows)
}
