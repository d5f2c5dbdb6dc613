import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import {
  type Changed,
  changeLogo,
  changeSettings,
  isSection,
  numberedSettingsNow,
  type Section,
  sections,
  type Typed,
  type WrittenSettings,
  writtenSettings,
} from '#modules/settings/index.ts'
import { address } from '#ui/address.ts'
import { whoMay } from '../../enter.ts'
import { sectionWords, shownFields } from '../shown-settings.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  whoMay(event, 'change-settings')
  const { app, variant, centre } = event.locals
  const section = sectionOf(event)
  const { number, body } = await numberedSettingsNow(app)
  const { title, about } = sectionWords[section]
  return {
    section,
    number,
    title: title(variant),
    about: about(variant),
    logo: centre.logo,
    fields: shownFields(section, writtenSettings(body), { variant }),
    all: address(variant, '/admin/settings'),
    history: address(variant, '/admin/settings/history'),
  }
}

export const actions: Actions = {
  async save(event) {
    const person = whoMay(event, 'change-settings')
    const { app, variant } = event.locals
    const section = sectionOf(event)
    const form = await event.request.formData()
    const [typed, number] = [typedIn(section, form), numberIn(form)]
    const outcome = await changeSettings(app, { section, typed, number, by: person.id })
    if (outcome.ok) return toAll(event, number, outcome.value)
    const problems = outcome.refusal === 'changed-meanwhile' ? [] : outcome.refusal
    const fields = shownFields(section, typed as WrittenSettings, { variant, problems })
    return fail(problems.length > 0 ? 400 : 409, { fields, meanwhile: problems.length === 0, logoProblem: undefined })
  },
  async logo(event) {
    const person = whoMay(event, 'change-settings')
    const form = await event.request.formData()
    const file = form.get('logo')
    const outcome = await changeLogo(event.locals.app, { by: person.id, number: numberIn(form), picture: file instanceof Blob ? file : new Uint8Array() })
    return outcome.ok ? toAll(event, numberIn(form), outcome.value) : refusedLogo(outcome.refusal)
  },
  async removeLogo(event) {
    const person = whoMay(event, 'change-settings')
    const number = numberIn(await event.request.formData())
    const outcome = await changeLogo(event.locals.app, { by: person.id, number, picture: null })
    return outcome.ok ? toAll(event, number, outcome.value) : refusedLogo(outcome.refusal)
  },
}

function refusedLogo(refusal: string) {
  return fail(refusal === 'changed-meanwhile' ? 409 : 400, { fields: undefined, meanwhile: refusal === 'changed-meanwhile', logoProblem: refusal })
}

function sectionOf({ params }: { params: { section: string } }): Section {
  if (!isSection(params.section)) error(404)
  return params.section
}

/** Only the fields of the section are read; whatever else was sent is nobody's. */
function typedIn(section: Section, form: FormData): Typed {
  const text = (value: FormDataEntryValue) => (typeof value === 'string' ? value : '')
  const several = new Set<string>(['variants', 'selfRegistration'])
  return Object.fromEntries(sections[section].map((field) => [field, several.has(field) ? form.getAll(field).map(text) : text(form.get(field) ?? '')]))
}

function numberIn(form: FormData): number {
  const number = form.get('number')
  return typeof number === 'string' && /^\d{1,9}$/.test(number) ? Number(number) : -1
}

function toAll({ locals }: Pick<RequestEvent, 'locals'>, before: number, { number }: Changed): never {
  redirect(303, address(locals.variant, `/admin/settings?outcome=${number === before ? 'same' : 'saved'}`))
}
