import { fail, redirect } from '@sveltejs/kit'
import { makeClient, type NewClientRefusal, recordClients, revokeClient } from '#modules/records/index.ts'
import * as words from '#texts/generated/records.ts'
import { address } from '#ui/address.ts'
import { clockOf } from '../clock.ts'
import { whoMay } from '../enter.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'run-centre')
  const { app } = event.locals
  const clients = await recordClients(app.db)
  return {
    done: event.url.searchParams.get('done'),
    store: `${app.config.publicUrl.origin}/xapi`,
    clients: clients.map(({ id, key, name, scopes, made_at: made, revoked_at: revoked }) => ({
      id,
      key,
      name,
      scopes,
      made: clockOf(made),
      revoked: revoked && clockOf(revoked),
    })),
  }
}

const said: Record<NewClientRefusal, { field: string; text: typeof words.notAllowed }> = {
  'not-allowed': { field: 'name', text: words.notAllowed },
  'name-missing': { field: 'name', text: words.nameMissing },
  'scope-missing': { field: 'scope', text: words.scopeMissing },
  'origin-malformed': { field: 'origins', text: words.originMalformed },
}

export const actions: Actions = {
  make: async (event) => {
    const actor = whoMay(event, 'run-centre')
    const { app, variant } = event.locals
    const form = await event.request.formData()
    const typed = { name: textIn(form, 'name'), scopes: form.getAll('scope').map(String), origins: textIn(form, 'origins'), edition: textIn(form, 'edition') }
    const origins = typed.origins.split(/\s+/).filter((line) => line !== '')
    const made = await makeClient(app, { actor, name: typed.name, scopes: typed.scopes, origins, edition: typed.edition === '2.0.0' ? '2.0.0' : '1.0.3' })
    if (made.ok) return { made: { key: made.value.key, secret: made.value.secret } }
    const { field, text } = said[made.refusal]
    return fail(400, { typed, error: { field, text: text(variant) } })
  },
  revoke: async (event) => {
    const actor = whoMay(event, 'run-centre')
    const { app, variant } = event.locals
    const revoked = await revokeClient(app, { actor, id: textIn(await event.request.formData(), 'client') })
    if (!revoked.ok) return fail(409, { gone: true })
    return redirect(303, address(variant, '/admin/record-clients?done=revoked'))
  },
}

function textIn(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
