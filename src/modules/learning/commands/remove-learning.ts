import type { Tx } from '#platform/db.ts'
import { removeAttemptsOf } from '../attempt-store.ts'
import { removeDeedsOf } from '../deed-store.ts'
import { removeNominationsOf } from '../nomination-store.ts'
import { removePlacesOf } from '../place-store.ts'
import { removeStrandedOf } from '../stranded-store.ts'

/** Takes out everything these people did here, in the caller's transaction; what is recorded of it `records` takes out. */
export async function removeLearningOf(tx: Tx, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  await removeAttemptsOf(tx, people)
  await removeStrandedOf(tx, people)
  await removePlacesOf(tx, people)
  await removeDeedsOf(tx, people)
  await removeNominationsOf(tx, people)
}
