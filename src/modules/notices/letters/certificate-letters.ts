import { formatDate, toLatin } from '@putokaz/serbian'
import { choose } from '#kernel/localized.ts'
import { certificatesOf, ownersOf } from '#modules/certificates/index.ts'
import * as words from '#texts/generated/letters.ts'
import type { LetterKind } from '../letter-kind.ts'

/** That a certificate runs out, while there is time to renew it; with the day for her calendar. */
const ending: LetterKind = {
  kind: 'certificate-ending',
  title: words.kindCertificateEnding,
  hears: 'certificates.validity-ending',
  optional: true,
  async wishes(app, { certificates }) {
    const owners = await ownersOf(app.db, Array.isArray(certificates) ? certificates.map(String) : [])
    return owners.map(({ number, person }) => ({ person, body: { certificate: number } }))
  },
  async draft(app, { person, variant, body, link }) {
    const held = person && (await certificatesOf(app.db, person.id, app.now())).find(({ number }) => number === body.certificate)
    const until = held?.frozen.validUntil
    // Revoked, run out, or replaced by a later one: nothing is left to renew.
    if (!held || until === undefined || held.state.kind !== 'valid') return null
    const course = choose(held.frozen.course.title, variant, toLatin).text
    const date = formatDate(until, variant, 'genitive')
    return {
      subject: words.endingSubject(variant),
      paragraphs: [words.endingBody(variant, { date, course, number: held.number }), words.endingWhat(variant)],
      action: { label: words.endingAction(variant), address: link('/me/certificates') },
      event: { uid: `certificate-${held.number}`, sequence: 0, title: words.endingEvent(variant, { course }), start: until },
    }
  },
}

export const certificateLetters: readonly LetterKind[] = [ending]
