import { error, fail, redirect } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { personById } from '#modules/people/index.ts'
import { restoreSettings, type SettingsChange, settingsHistory } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/settings.ts'
import { address } from '#ui/address.ts'
import { clockOf } from '../../clock.ts'
import { whoMay } from '../../enter.ts'
import { fieldWords, shownValue } from '../shown-settings.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'change-settings')
  const { app, variant } = event.locals
  const changes = await settingsHistory(app.db)
  return {
    number: changes[0]?.number ?? 0,
    all: address(variant, '/admin/settings'),
    changes: await Promise.all(changes.map((change) => shown(app, change, variant))),
  }
}

async function shown(app: App, { number, by, at, differences }: SettingsChange, variant: Variant) {
  const person = await personById(app.db, by)
  return {
    number,
    by: person?.displayName ?? words.unknownPerson(variant),
    at: clockOf(at),
    differences: differences.map(({ field, before, after }) => ({
      what: fieldWords[field](variant),
      before: shownValue(field, before, variant),
      after: shownValue(field, after, variant),
    })),
  }
}

export const actions: Actions = {
  async restore(event) {
    const person = whoMay(event, 'change-settings')
    const form = await event.request.formData()
    const [number, earlier] = [form.get('number'), form.get('earlier')].map((text) => (typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : -1))
    if (number === undefined || earlier === undefined || number < 0 || earlier < 0) error(400)
    const outcome = await restoreSettings(event.locals.app, { by: person.id, number, earlier })
    if (!outcome.ok) return fail(409, { refusal: outcome.refusal })
    redirect(303, address(event.locals.variant, '/admin/settings?outcome=restored'))
  },
}
