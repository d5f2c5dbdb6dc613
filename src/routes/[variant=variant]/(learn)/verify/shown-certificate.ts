import { toLatin } from '@putokaz/serbian'
import { type Chosen, choose, type Localized, type Variant } from '#kernel/localized.ts'
import { type CertificateState, type HeldCertificate, hoursWords, type VerifiedCertificate } from '#modules/certificates/index.ts'
import * as privacy from '#texts/generated/privacy.ts'

/** What a page shows of a certificate, in the reader's variant. */
export interface ShownCertificate {
  readonly number: string
  readonly state: CertificateState
  readonly title: Chosen
  readonly name: string
  readonly course: Chosen
  readonly code: string
  readonly version: string
  readonly hours: string
  readonly issuedOn: string
  readonly validUntil: string | null
  readonly issuer: Chosen | null
  readonly outcomes: readonly Chosen[]
  readonly sample: boolean
}

export function shownCertificate({ number, state, frozen }: HeldCertificate | VerifiedCertificate, variant: Variant): ShownCertificate {
  const say = (text: Localized) => choose(text, variant, toLatin)
  return {
    number,
    state,
    title: say(frozen.title),
    // Whose account was erased is not named any more; that the certificate was issued stays true.
    name: (variant === 'sr-Cyrl' ? frozen.names.cyrillic : frozen.names.latin) || privacy.nameErased(variant),
    course: say(frozen.course.title),
    code: frozen.course.code,
    version: frozen.course.version,
    hours: hoursWords(frozen.course, variant),
    issuedOn: frozen.issuedOn,
    validUntil: frozen.validUntil ?? null,
    issuer: frozen.issuer.issuer ? say(frozen.issuer.issuer) : null,
    outcomes: frozen.outcomes.map(say),
    sample: frozen.sample,
  }
}
