import type { Draw } from '../drawn.ts'
import TakenAlong from '../TakenAlong.svelte'
import { takenHere } from '../taken-here.ts'

/** A test that was taken along; any other attempt needs the server. */
export const draw: Draw<{ page: 'attempt'; id: string }> = async ({ place }) => {
  const test = (await takenHere()).find(({ attempt }) => attempt === place.id)
  return test ? { component: TakenAlong, data: { test } } : null
}
