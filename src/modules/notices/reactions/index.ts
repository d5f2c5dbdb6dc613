import type { Reaction } from '#platform/facts.ts'
import { writeLetters } from '../commands/write-letters.ts'
import type { LetterKind } from '../letter-kind.ts'
import { letterKinds } from '../letters/index.ts'

/** Writes the letters that a fact asks for into the outbox; sending is another's work, so that a slow mail server holds up no reaction. */
function reactionFor(kind: LetterKind): Reaction {
  return {
    name: `notices.write-${kind.kind}`,
    hears: kind.hears,
    react: (app, body, occasion) => writeLetters(app, kind, { body, occasion }),
  }
}

export const reactions: readonly Reaction[] = letterKinds.map(reactionFor)
