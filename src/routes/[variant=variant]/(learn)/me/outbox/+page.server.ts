import { whoLearns } from '../../enter.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = (event) => {
  whoLearns(event)
}
