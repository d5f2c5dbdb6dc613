import type { Drawn } from '../drawn.ts'
import { keptThings } from '../kept-content.ts'
import NotKept from '../NotKept.svelte'
import { takenHere } from '../taken-here.ts'

/** The honest page: what was asked for is not here, or cannot be opened, and this is what is here. */
export async function drawNotKept(isBroken: boolean): Promise<Drawn> {
  const [things, tests] = await Promise.all([keptThings().catch(() => []), takenHere().catch(() => [])])
  return { component: NotKept, says: '', data: { isBroken, things, tests } }
}
