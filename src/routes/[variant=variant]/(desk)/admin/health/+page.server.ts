import { examine } from '../../../../../running/findings.ts'
import { whoMay } from '../enter.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'run-centre')
  return { findings: await examine({ app: event.locals.app }) }
}
