import { error } from '@sveltejs/kit'
import { encode } from 'uqr'
import { certificatesOf, normaliseNumber } from '#modules/certificates/index.ts'
import { whoLearns } from '../../../enter.ts'
import { shownCertificate } from '../../../verify/shown-certificate.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const person = whoLearns(event)
  const held = await certificatesOf(app.db, person.id, app.now())
  const found = held.find(({ number }) => number === normaliseNumber(event.params.number))
  if (!found) error(404)
  const address = `${app.config.publicUrl.origin}/verify/${found.number}`
  return { certificate: shownCertificate(found, variant), address, qr: encode(address, { border: 2 }).data }
}
