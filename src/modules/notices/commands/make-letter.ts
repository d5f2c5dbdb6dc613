import { toLatin } from '@putokaz/serbian'
import type { PersonId } from '#kernel/id.ts'
import { choose, type Variant } from '#kernel/localized.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import { type Addressee, addressee, hasConsent } from '#modules/people/index.ts'
import { type CentreSettings, settingsNow } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import type { Letter } from '#platform/mail.ts'
import { type Withdrawal, withdrawalFor } from '../domain/sending.ts'
import { calendarOf } from '../form/calendar.ts'
import { htmlOf } from '../form/html.ts'
import { type Letterhead, partsOf } from '../form/parts.ts'
import { textOf } from '../form/text.ts'
import { hashOf } from '../hash.ts'
import type { Draft, LetterKind } from '../letter-kind.ts'
import { isUnwanted, type LetterRow } from '../store.ts'
import type { Said } from '../tables.ts'
import { mintDeclineKey } from './decline.ts'
import { letterDress } from './dress-letter.ts'

export interface MadeLetter {
  readonly letter: Letter
  readonly said: Said
}

/** Writes a letter out of the present state, as the person is now; refuses with the reason why it must not go any more. */
export async function makeLetter(app: App, kind: LetterKind, row: LetterRow): Promise<Result<MadeLetter, Withdrawal>> {
  const settings = await settingsNow(app)
  const person = row.person === null ? null : await addressee(app.db, row.person)
  const withdrawal = row.person === null ? undefined : await withdrawn(app, kind, row, person)
  if (withdrawal) return refuse(withdrawal)
  const variant = offered(await variantOf(app, kind, row, person), settings)
  const link = (path: string) => new URL(`/${prefixOf(variant)}${path}`, app.config.publicUrl).href
  const draft = await kind.draft(app, { id: row.id, person, variant, body: row.body, link })
  const to = draft?.to ?? person?.email
  if (!draft || !to) return refuse(draft ? 'no-address' : 'over')
  const decline = kind.optional && person ? link(`/letters/${await mintDeclineKey(app, person.id, kind.kind)}`) : undefined
  const centre = choose(settings.name, variant, toLatin).text
  const head = { variant, centre, home: link('/'), recipient: person?.name, decline, answered: settings.mail.replyTo !== null }
  return done(await written(app, { draft, head, to, id: row.id, settings }))
}

async function variantOf(app: App, kind: LetterKind, { body }: LetterRow, person: Addressee | null): Promise<Variant> {
  const reader = person ?? (kind.reader ? await addressee(app.db, kind.reader(body)) : null)
  return reader?.variant ?? 'sr-Cyrl'
}

/** Why this letter must not go to this person any more. */
async function withdrawn(app: App, kind: LetterKind, row: LetterRow, person: Addressee | null): Promise<Withdrawal | undefined> {
  const now = person && { disabled: person.disabled, confirmed: person.confirmed, addressHash: person.email === null ? null : hashOf(person.email) }
  const unwanted = kind.optional === true && !(await mayRemind(app, row.person, kind.kind))
  return withdrawalFor({ addressHash: row.address_hash, toUnconfirmed: kind.toUnconfirmed === true, unwanted }, now)
}

/** What nobody has to get goes only to who agreed to reminders, and did not decline this kind of them. Asked at the moment of sending. */
async function mayRemind(app: App, person: string | null, kind: string): Promise<boolean> {
  if (person === null || !(await hasConsent(app.db, person as PersonId, 'reminders'))) return false
  return !(await isUnwanted(app.db, person, kind))
}

/** Somebody whose variant is not offered any more reads the one that always is. */
function offered(variant: Variant, { variants }: CentreSettings): Variant {
  return variants.includes(variant) ? variant : 'sr-Cyrl'
}

interface Given {
  readonly draft: Draft
  readonly head: Letterhead
  readonly to: string
  readonly id: string
  readonly settings: CentreSettings
}

async function written(app: App, { draft, head, to, id, settings }: Given): Promise<MadeLetter> {
  const parts = partsOf(draft, head)
  const dress = await letterDress(app, settings)
  const html = htmlOf(parts, draft.subject, { variant: head.variant, dress })
  const calendar = draft.event && calendarOf(draft.event, { host: app.config.publicUrl.hostname, now: app.now() })
  const letter: Letter = {
    id,
    to,
    subject: draft.subject,
    text: textOf(parts),
    html,
    senderName: choose(settings.mail.senderName, head.variant, toLatin).text,
    ...(dress.picture && { picture: dress.picture }),
    ...(calendar !== undefined && { calendar: { name: 'putokaz.ics', content: calendar } }),
    ...(settings.mail.replyTo !== null && { replyTo: settings.mail.replyTo }),
    ...(head.decline !== undefined && { unsubscribe: head.decline }),
  }
  const told = textOf(
    partsOf(withoutSecret(draft), { ...head, ...(head.decline !== undefined && { decline: `${head.decline.slice(0, head.decline.lastIndexOf('/'))}/•••` }) }),
  )
  return { letter, said: { subject: draft.subject, text: told, variant: head.variant } }
}

/** What may be kept of a draft: whatever stands in the query of its address may be a secret. */
function withoutSecret(draft: Draft): Draft {
  if (!draft.action) return draft
  const address = new URL(draft.action.address)
  return { ...draft, action: { ...draft.action, address: address.origin + address.pathname + (address.search || address.hash ? '?•••' : '') } }
}
