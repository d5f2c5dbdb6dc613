import type { Readable } from 'node:stream'
import { formatDate, toLatin } from '@putokaz/serbian'
import { encode } from 'uqr'
import type { PersonId } from '#kernel/id.ts'
import { choose, type Localized, type Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { isSamePerson } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Certificate, Labelled } from '#platform/pdf/index.ts'
import * as words from '#texts/generated/certificates.ts'
import type { Frozen } from '../domain/frozen.ts'
import { normaliseNumber } from '../domain/number.ts'
import { findByNumber, keepFile, keptFile } from '../store.ts'
import { hoursWords } from './words.ts'

export interface CertificateFile {
  readonly name: string
  readonly size: number
  readonly bytes: Readable
}

/** The certificate of its owner as a PDF: made when first asked for, then always the same bytes. Somebody else's is as if there were none. */
export async function certificatePdf(
  app: App,
  given: { person: PersonId; number: string; variant: Variant },
): Promise<Result<CertificateFile, 'no-such-certificate'>> {
  const row = await findByNumber(app.db, normaliseNumber(given.number) ?? '')
  if (!row || !(await isSamePerson(app.db, row.person, given.person))) return refuse('no-such-certificate')
  const { number, frozen } = row
  const file = (await keptFile(app.db, number, given.variant)) ?? (await make(app, { number, frozen }, given.variant))
  return done({ name: `${words.fileName('en')}-${number}.pdf`, size: file.size, bytes: app.blobs.read(file.hash) })
}

async function make(app: App, certificate: { number: string; frozen: Frozen }, variant: Variant) {
  const bytes = await app.pdf.pdf('certificate', written(certificate, variant, app.config.publicUrl), variant)
  const file = { hash: await app.blobs.keep(bytes), size: bytes.byteLength }
  return app.db.transact((tx) => keepFile(tx, certificate.number, variant, file))
}

/** The certificate in the words of a variant. */
export function written({ number, frozen }: { number: string; frozen: Frozen }, variant: Variant, publicUrl: URL): Certificate {
  const say = (text: Localized) => choose(text, variant, toLatin).text
  const { course, issuer, names } = frozen
  const site = frozen.centre ? say(frozen.centre) : words.site(variant)
  const verifyUrl = `${publicUrl.origin}/verify/${number}`
  return {
    title: say(frozen.title),
    author: site,
    description: words.pdfDescription(variant, { number }),
    date: frozen.issuedOn,
    site,
    ...(frozen.sample && { sample: words.sample(variant) }),
    personLabel: words.person(variant),
    person: variant === 'sr-Cyrl' ? names.cyrillic : names.latin,
    statement: words.statement(variant),
    course: words.quoted(variant, { title: say(course.title) }),
    courseNote: courseNote(frozen, variant),
    outcomesLabel: words.outcomes(variant),
    outcomes: frozen.outcomes.map(say),
    facts: factsOf(frozen, variant),
    numberLabel: words.number(variant),
    number,
    verifyLabel: words.verifyAt(variant),
    verifyAddress: verifyUrl.replace(/^https?:\/\//, ''),
    verifyUrl,
    qr: encode(verifyUrl, { border: 0 }).data,
    qrAlt: words.qrAlt(variant),
    signing: signingOf(issuer, variant, say),
  }
}

function courseNote({ course }: Frozen, variant: Variant): string {
  const legal = course.legalState === undefined ? [] : [words.legalState(variant, { date: formatDate(course.legalState, variant, 'genitive') })]
  return [course.code, words.version(variant, { version: course.version }), ...legal].join(' · ')
}

function factsOf(frozen: Frozen, variant: Variant): Labelled[] {
  const result = frozen.percent === undefined ? [] : [{ label: words.result(variant), value: words.percent(variant, { percent: frozen.percent }) }]
  const until =
    frozen.validUntil === undefined ? words.withoutEnd(variant) : words.untilDay(variant, { date: formatDate(frozen.validUntil, variant, 'genitive') })
  return [
    { label: words.hoursLabel(variant), value: hoursWords(frozen.course, variant) },
    ...result,
    { label: words.issuedOn(variant), value: formatDate(frozen.issuedOn, variant) },
    { label: words.validity(variant), value: until },
  ]
}

function signingOf(issuer: Frozen['issuer'], variant: Variant, say: (text: Localized) => string): Labelled[] {
  return [
    ...(issuer.issuer ? [{ label: words.issuer(variant), value: say(issuer.issuer) }] : []),
    ...(issuer.signatory ? [{ label: words.signatory(variant), value: say(issuer.signatory) }] : []),
    ...(issuer.registerNumber === undefined ? [] : [{ label: words.registerNumber(variant), value: issuer.registerNumber }]),
  ]
}
