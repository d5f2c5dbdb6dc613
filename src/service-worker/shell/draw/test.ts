import type { Draw } from '../drawn.ts'
import TestPlace from '../TestPlace.svelte'
import { takenHere, testsHere } from '../taken-here.ts'

/** The page of a test leads to it where it was taken along; to begin one needs the server. */
export const draw: Draw<{ page: 'test'; code: string; test: string }> = async ({ place }) => {
  const here = (await testsHere(place.code)).find(({ test }) => test === place.test)
  const taken = (await takenHere()).find(({ attempt }) => attempt === here?.attempt)
  return here && taken ? { component: TestPlace, data: { here, taken } } : null
}
