import type { Drawn } from '../drawn.ts'
import { keptThings } from '../kept-content.ts'
import NotKept from '../NotKept.svelte'

/** The honest page: what was asked for is not here, or cannot be opened, and this is what is here. */
export async function drawNotKept(isBroken: boolean): Promise<Drawn> {
  return { component: NotKept, says: '', data: { isBroken, things: await keptThings().catch(() => []) } }
}
