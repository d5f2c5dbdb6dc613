import { scriptOf } from '@putokaz/serbian'
import { fail, redirect } from '@sveltejs/kit'
import type { Variant } from '#kernel/localized.ts'
import { issuePending, pendingCertificates } from '#modules/certificates/index.ts'
import { confirmedName, confirmName, type NameRefusal } from '#modules/people/index.ts'
import * as words from '#texts/generated/certificates.ts'
import { address } from '#ui/address.ts'
import { whoLearns } from '../../enter.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { app } = event.locals
  const person = whoLearns(event)
  const confirmed = await confirmedName(app.db, person.id)
  // Only in the script in which she gave it: the other one is hers to write.
  const given = {
    cyrillic: scriptOf(person.displayName) === 'cyrillic' ? person.displayName : '',
    latin: scriptOf(person.displayName) === 'latin' ? person.displayName : '',
  }
  return { name: confirmed ?? given, waiting: (await pendingCertificates(app, person.id)).length }
}

const sentences: Record<NameRefusal, readonly [(variant: Variant) => string, 'cyrillic' | 'latin']> = {
  'name-missing': [words.nameMissing, 'cyrillic'],
  'not-cyrillic': [words.notCyrillic, 'cyrillic'],
  'not-latin': [words.notLatin, 'latin'],
}

export const actions: Actions = {
  default: async (event) => {
    const { app, variant } = event.locals
    const person = whoLearns(event)
    const form = await event.request.formData()
    const name = { cyrillic: String(form.get('cyrillic') ?? ''), latin: String(form.get('latin') ?? '') }
    const confirmed = await confirmName(app, { person: person.id, ...name })
    if (!confirmed.ok) {
      const [sentence, field] = sentences[confirmed.refusal]
      return fail(400, { name, error: { text: sentence(variant), field } })
    }
    await issuePending(app, person.id)
    redirect(303, address(variant, '/me/certificates'))
  },
}
