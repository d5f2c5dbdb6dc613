import { toLatin } from '@putokaz/serbian'
import { choose } from '#kernel/localized.ts'
import { certificatesOf, pendingCertificates } from '#modules/certificates/index.ts'
import { whoLearns } from '../../enter.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { app, variant } = event.locals
  const person = whoLearns(event)
  const held = await certificatesOf(app.db, person.id, app.now())
  return {
    waitingForName: (await pendingCertificates(app, person.id)).length,
    certificates: held.map(({ number, state, frozen }) => ({
      number,
      kind: state.kind,
      title: choose(frozen.course.title, variant, toLatin),
      issuedOn: frozen.issuedOn,
      validUntil: frozen.validUntil ?? null,
      sample: frozen.sample,
    })),
  }
}
