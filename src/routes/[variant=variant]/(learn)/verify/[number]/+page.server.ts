import { normaliseNumber, verify } from '#modules/certificates/index.ts'
import { shownCertificate } from '../shown-certificate.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { app, variant }, params, setHeaders }) => {
  setHeaders({ 'x-robots-tag': 'noindex' })
  const given = params.number.slice(0, 100)
  const found = await verify(app.db, given, app.now())
  return { certificate: found && shownCertificate(found, variant), given, isNumber: normaliseNumber(given) !== undefined }
}
