import { requestDesk } from '#modules/reports/index.ts'
import { whoMay } from '../enter.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'handle-personal-data')
  const requests = await requestDesk(event.locals.app)
  return { open: requests.filter(({ state }) => state === 'open').length, late: requests.filter(({ urgency }) => urgency === 'late').length }
}
