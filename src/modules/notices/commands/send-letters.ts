import type { App } from '#platform/app.ts'
import { keepTurning } from '#platform/keep-turning.ts'
import { errorFields } from '#platform/log.ts'
import { afterTry, type Outcome, sendingAtMost } from '../domain/sending.ts'
import { letterKind } from '../letters/index.ts'
import { claimDue, type LetterRow, settleLetter } from '../store.ts'
import type { Said } from '../tables.ts'
import { makeLetter } from './make-letter.ts'

const atOnce = 4

/** Sends what is due and says how many letters that were. Several senders never take the same letter. */
export async function sendDueLetters(app: App): Promise<number> {
  let count = 0
  for (;;) {
    const now = app.now()
    const letters = await app.db.transact((tx) => claimDue(tx, { now, leaseEnd: new Date(now.getTime() + sendingAtMost), most: atOnce }))
    if (letters.length === 0) return count
    // In their order: a later letter may end the link of an earlier one, and must not be overtaken by it.
    const people = Map.groupBy(letters.toSorted(byAge), ({ person, id }) => person ?? id)
    await Promise.all([...people.values()].map((row) => inOrder(app, row)))
    count += letters.length
  }
}

const byAge = (a: LetterRow, b: LetterRow) => (a.id < b.id ? -1 : 1)

async function inOrder(app: App, letters: readonly LetterRow[]): Promise<void> {
  for (const letter of letters) await sendOne(app, letter)
}

/** Between the server's yes and our note of it a crash is possible: then the letter goes again, by the same name. */
async function sendOne(app: App, letter: LetterRow): Promise<void> {
  const { outcome, said } = await tried(app, letter)
  if (outcome.kind === 'trouble') app.log.warn('letter not sent', { letter: letter.id, kind: letter.kind, problem: outcome.problem })
  const standing = afterTry({ tries: letter.tries, giveUpAt: letter.give_up_at }, outcome, app.now())
  const sent = said && { at: app.now(), messageId: app.mail.messageId(letter.id), said }
  await app.db.transact((tx) => settleLetter(tx, letter, standing, outcome.kind === 'sent' ? sent : undefined))
}

async function tried(app: App, letter: LetterRow): Promise<{ outcome: Outcome; said?: Said }> {
  const kind = letterKind(letter.kind)
  if (!kind) return { outcome: { kind: 'trouble', passing: false, problem: 'unknown-kind' } }
  try {
    const made = await makeLetter(app, kind, letter)
    if (!made.ok) return { outcome: { kind: 'withdrawn', reason: made.refusal } }
    const sent = await app.mail.send(made.value.letter)
    return { outcome: sent.ok ? { kind: 'sent' } : { kind: 'trouble', ...sent.refusal }, said: made.value.said }
  } catch (error) {
    app.log.error('letter not written', { letter: letter.id, kind: letter.kind, ...errorFields(error) })
    return { outcome: { kind: 'trouble', passing: true, problem: 'writing' } }
  }
}

/** Sends until stopped. */
export function keepSending(app: App): () => Promise<void> {
  return keepTurning(async () => {
    await sendDueLetters(app).catch((error: unknown) => app.log.error('outbox unreachable', errorFields(error)))
    return 'done'
  })
}
