import type { Fact } from '#kernel/fact.ts'
import { addressee } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Tx } from '#platform/db.ts'
import { longestTrying } from '../domain/sending.ts'
import { hashOf } from '../hash.ts'
import type { LetterKind, Wish } from '../letter-kind.ts'
import { addLetter } from '../store.ts'

/** Puts a letter for each recipient of a fact into the outbox, once however often it is asked. */
export async function writeLetters(app: App, kind: LetterKind, given: { body: Fact['body']; occasion: string }): Promise<void> {
  const { body, occasion } = given
  const wishes = kind.wishes ? await kind.wishes(app, body) : [{ person: String(body.person), body }]
  await app.db.transact(async (tx) => {
    for (const [number, wish] of wishes.entries()) await put(app, tx, { kind: kind.kind, wish, occasion: `${kind.kind}:${occasion}:${number}` })
  })
}

async function put(app: App, tx: Tx, { kind, wish, occasion }: { kind: string; wish: Wish; occasion: string }): Promise<void> {
  const person = wish.person === null ? null : await addressee(tx, wish.person)
  // Whoever was erased before this is heard leaves no trace in the outbox.
  if (wish.person !== null && !person) return
  const now = app.now()
  await addLetter(tx, {
    id: app.newId(),
    kind,
    person: wish.person,
    occasion,
    body: wish.body,
    address_hash: person?.email ? hashOf(person.email) : null,
    give_up_at: new Date(now.getTime() + longestTrying),
    now,
  })
}
