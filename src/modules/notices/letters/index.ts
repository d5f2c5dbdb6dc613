import type { LetterKind } from '../letter-kind.ts'
import { accountLetters } from './account-letters.ts'
import { certificateLetters } from './certificate-letters.ts'
import { dailyLetters } from './daily-letter.ts'
import { learningLetters } from './learning-letters.ts'
import { peopleLetters } from './people-letters.ts'
import { privacyLetters } from './privacy-letters.ts'
import { securityLetters } from './security-letters.ts'
import { trialLetters } from './trial-letter.ts'

/** Every kind of letter there is, listed by hand. */
export const letterKinds: readonly LetterKind[] = [
  ...accountLetters,
  ...peopleLetters,
  ...certificateLetters,
  ...dailyLetters,
  ...learningLetters,
  ...privacyLetters,
  ...securityLetters,
  ...trialLetters,
]

const byName = new Map(letterKinds.map((kind) => [kind.kind, kind]))

export function letterKind(name: string): LetterKind | undefined {
  return byName.get(name)
}
