import { openTaken } from '#modules/learning/device/taken/kept-tests.ts'
import type { TakenTest } from '#modules/learning/domain/taken-sheet.ts'
import { ownerHere } from './signed-in-here.ts'

/** Tests that the person signed in on this device took along. */
export async function takenHere(): Promise<readonly TakenTest[]> {
  const owner = await ownerHere()
  return owner ? (await (await openTaken()).all(owner)).map(({ test }) => test) : []
}
