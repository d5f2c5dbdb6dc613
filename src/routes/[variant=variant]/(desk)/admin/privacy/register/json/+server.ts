import { registerOf } from '#modules/reports/index.ts'
import { whoMay } from '../../../enter.ts'
import type { RequestHandler } from './$types'

/** The register as modules declare it. */
export const GET: RequestHandler = (event) => {
  whoMay(event, 'handle-personal-data')
  const text = JSON.stringify({ register: registerOf(event.locals.app.personalData) }, null, 2)
  return new Response(text, { headers: { 'content-type': 'application/json; charset=utf-8', 'content-disposition': 'attachment; filename="register.json"' } })
}
