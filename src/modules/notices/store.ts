import { type Tx, writing } from '#platform/db.ts'
import type { NoticesTables } from './tables.ts'

export async function noteLetter(tx: Tx, letter: NoticesTables['letter']): Promise<void> {
  await writing<NoticesTables>(tx)
    .insertInto('letter')
    .values(letter)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function removeLettersTo(tx: Tx, people: readonly string[]): Promise<void> {
  if (people.length > 0)
    await writing<NoticesTables>(tx)
      .deleteFrom('letter')
      .where('person', 'in', [...people])
      .execute()
}
