import { openTaken } from '#modules/learning/device/taken/kept-tests.ts'
import type { TakenTest } from '#modules/learning/domain/taken-sheet.ts'
import type { TestHere } from '../../routes/[variant=variant]/(read)/courses/own.ts'
import { ownerHere } from './signed-in-here.ts'

/** Tests that the person signed in on this device took along. */
export async function takenHere(): Promise<readonly TakenTest[]> {
  return (await keptTests()).map(({ test }) => test)
}

/** Those of one course, as its pages lead to them. */
export async function testsHere(course: string): Promise<readonly TestHere[]> {
  const own = (await keptTests()).filter(({ test }) => test.course === course)
  const all = own.map(({ test: { test, attempt }, handedIn }) => ({ test, attempt, isHandedIn: handedIn !== undefined }))
  // What can be worked at comes first, then what was begun last: ids carry their moment.
  return all.toSorted((a, b) => Number(a.isHandedIn) - Number(b.isHandedIn) || (a.attempt < b.attempt ? 1 : -1))
}

async function keptTests() {
  const owner = await ownerHere()
  return owner ? (await openTaken()).all(owner) : []
}
