import type { PersonId } from '#kernel/id.ts'
import type { Variant } from '#kernel/localized.ts'
import { noteDeed } from '#modules/audit/index.ts'
import type { App } from '#platform/app.ts'
import { addConsent, addNoticeSeen, consentInForce, endConsent, liftRestriction, putRestriction } from '../consent-store.ts'
import { consentVersion, type Purpose } from '../domain/consent.ts'
import { personIds } from '../queries/same-person.ts'

/** Gives or withdraws a consent; either acts from this moment on, and a repeat changes nothing. */
export function changeConsent(app: App, given: { person: PersonId; purpose: Purpose; agreed: boolean; variant: Variant }): Promise<void> {
  const { person, purpose, agreed, variant } = given
  return app.db.transact(async (tx) => {
    const now = app.now()
    const inForce = await consentInForce(tx, person, purpose)
    const version = consentVersion[purpose]
    // What was agreed to in other words before does not stand beside the new consent.
    const ended = (!agreed || inForce?.version !== version) && (await endConsent(tx, person, purpose, now))
    const changed = agreed ? await addConsent(tx, { id: app.newId(), person, purpose, version, variant, given_at: now }) : ended
    if (changed) await noteDeed(app, tx, { deed: agreed ? 'people.consent-given' : 'people.consent-withdrawn', by: person, detail: { purpose } })
  })
}

/** Notes that a person has seen a version of the privacy notice, and in which language. */
export function acknowledgeNotice(app: App, given: { person: PersonId; version: number; variant: Variant }): Promise<void> {
  return app.db.transact((tx) => addNoticeSeen(tx, { ...given, seen_at: app.now() }))
}

/** Lets the data of a person be kept and not used, or used again. */
export function restrictPerson(app: App, given: { person: PersonId; by: PersonId; restricted: boolean }): Promise<void> {
  const { person, by, restricted } = given
  return app.db.transact(async (tx) => {
    await (restricted ? putRestriction(tx, { person, by, since: app.now() }) : liftRestriction(tx, await personIds(tx, person)))
    await noteDeed(app, tx, { deed: restricted ? 'people.restricted' : 'people.restriction-lifted', by, about: person })
  })
}
