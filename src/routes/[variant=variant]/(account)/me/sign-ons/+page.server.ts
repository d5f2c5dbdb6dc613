import { toLatin } from '@putokaz/serbian'
import { fail, redirect } from '@sveltejs/kit'
import { choose, type Localized, type Variant } from '#kernel/localized.ts'
import { confirmSignOn, dropSignOnOffer, type LinkRefusal, offeredSignOn, signOnsOf, type UnlinkRefusal, unlinkSignOn } from '#modules/people/index.ts'
import * as words from '#texts/generated/people-desk.ts'
import { address } from '#ui/address.ts'
import { dropSignOnSecret, signOnSecret } from '../../sign-in/with/sign-on-cookies.ts'
import { whoIsHere, whoProved } from '../security/guard.ts'
import type { Actions, PageServerLoad, RequestEvent } from './$types'

const dayOf = (at: Date) => at.toISOString().slice(0, 10)

export const load: PageServerLoad = async (event) => {
  const { person } = whoIsHere(event)
  const { app, variant } = event.locals
  const say = (name: Localized) => choose(name, variant, toLatin)
  const secret = signOnSecret(event, 'offer')
  const offer = secret === undefined ? null : await offeredSignOn(app, secret)
  const { linked, others } = await signOnsOf(app, person.id)
  return {
    offer: offer && { provider: say(offer.name), holder: [offer.holder, offer.email].filter(Boolean).join(', ') },
    linked: linked.map(({ id, name, email, linkedAt, lastUsedAt }) => ({
      ...{ id, email, name: say(name), linkedOn: dayOf(linkedAt) },
      usedOn: lastUsedAt && dayOf(lastUsedAt),
    })),
    others: others.map(({ id, name }) => ({ name: say(name), href: address(variant, `/sign-in/with/${id}`) })),
    done: event.url.searchParams.get('done'),
  }
}

const sentences: Record<LinkRefusal | UnlinkRefusal, (variant: Variant) => string> = {
  'offer-over': words.offerOver,
  'linked-elsewhere': words.linkedElsewhere,
  'no-such-link': words.noSuchLink,
  'last-way-in': words.lastWayIn,
}

function answered(event: RequestEvent, outcome: { ok: true } | { ok: false; refusal: LinkRefusal | UnlinkRefusal }, done: string) {
  if (!outcome.ok) return fail(409, { error: sentences[outcome.refusal](event.locals.variant) })
  redirect(303, address(event.locals.variant, `/me/sign-ons?done=${done}`))
}

/** Ways into an account are changed only by who proved a short while ago that it is hers. */
export const actions: Actions = {
  link: async (event) => {
    const { person } = await whoProved(event)
    const outcome = await confirmSignOn(event.locals.app, { actor: person, secret: signOnSecret(event, 'offer') ?? '' })
    dropSignOnSecret(event, 'offer')
    return answered(event, outcome, 'linked')
  },
  drop: async (event) => {
    whoIsHere(event)
    await dropSignOnOffer(event.locals.app, signOnSecret(event, 'offer') ?? '')
    dropSignOnSecret(event, 'offer')
    redirect(303, address(event.locals.variant, '/me/sign-ons'))
  },
  unlink: async (event) => {
    const { person } = await whoProved(event)
    const provider = (await event.request.formData()).get('provider')
    return answered(event, await unlinkSignOn(event.locals.app, { actor: person, provider: typeof provider === 'string' ? provider : '' }), 'unlinked')
  },
}
