/** What an administrator does with letters by hand. */
import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { addressee } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { tell } from '#platform/facts.ts'
import { letterStates, longestTrying, mayRetry, mayWithdraw } from '../domain/sending.ts'
import { letterById, restand, troubled } from '../store.ts'

interface ByHand {
  readonly by: PersonId
  readonly letter: string
}

/** Tries a letter again now, and for three more days. It keeps its name, so that a mail server can drop a double. */
export function retryLetter(app: App, { by, letter }: ByHand): Promise<Result<null, 'not-now'>> {
  return app.db.transact(async (tx) => {
    const now = app.now()
    const change = { state: 'waiting', next_try: now, give_up_at: new Date(now.getTime() + longestTrying), tries: 0 } as const
    const changed = await restand(tx, [letter], letterStates.filter(mayRetry), change)
    if (changed.length === 0) return refuse('not-now')
    await noteDeed(app, tx, { deed: 'notices.letter-retried', by, on: `letter:${letter}` })
    return done(null)
  })
}

/** Tries all again that wait for a person's hand; says how many. */
export function retryAllLetters(app: App, { by }: { by: PersonId }): Promise<number> {
  return app.db.transact(async (tx) => {
    const now = app.now()
    const change = { state: 'waiting', next_try: now, give_up_at: new Date(now.getTime() + longestTrying), tries: 0 } as const
    const changed = await restand(tx, await troubled(tx), ['failed', 'parked'], change)
    if (changed.length > 0) await noteDeed(app, tx, { deed: 'notices.letters-retried', by, detail: { count: changed.length } })
    return changed.length
  })
}

/** Takes a letter back that is not sent yet. */
export function withdrawLetter(app: App, { by, letter }: ByHand): Promise<Result<null, 'not-now'>> {
  return app.db.transact(async (tx) => {
    const changed = await restand(tx, [letter], letterStates.filter(mayWithdraw), { state: 'withdrawn', problem: 'by-hand', next_try: null })
    if (changed.length === 0) return refuse('not-now')
    await noteDeed(app, tx, { deed: 'notices.letter-withdrawn', by, on: `letter:${letter}` })
    return done(null)
  })
}

/** Opens the whole address of a letter's person, and notes that it was opened. */
export function openAddress(app: App, { by, letter }: ByHand): Promise<Result<string, 'no-such-letter'>> {
  return app.db.transact(async (tx) => {
    const row = await letterById(tx, letter)
    const person = row?.person ? await addressee(tx, row.person) : null
    if (!person?.email) return refuse('no-such-letter')
    await noteDeed(app, tx, { deed: 'notices.address-opened', by, about: person.id, on: `letter:${letter}` })
    return done(person.email)
  })
}

/** Sends the asker a letter, to see that letters arrive and how they look. */
export function askTrialLetter(app: App, { by }: { by: PersonId }): Promise<Result<null, 'no-address'>> {
  return app.db.transact(async (tx) => {
    const person = await addressee(tx, by)
    if (!person?.email) return refuse('no-address')
    await tell(app, tx, [{ kind: 'notices.trial-asked', body: { person: by } }])
    await noteDeed(app, tx, { deed: 'notices.trial-asked', by })
    return done(null)
  })
}
