import type { Variant } from '#kernel/localized.ts'
import { deedKey, entriesOf, notedDeeds, positionFrom, positionText, type WrittenEntry } from '#modules/audit/index.ts'
import * as words from '#texts/generated/audit.ts'
import { giveReason, reasonsToGive } from '../../reason.ts'
import { clockOf } from '../clock.ts'
import { whoMay } from '../enter.ts'
import type { Actions, PageServerLoad } from './$types'
import { askedIn, filterFor } from './filter.ts'
import { namesIn, view } from './names.ts'

const most = 50

export const load: PageServerLoad = async (event) => {
  const reader = whoMay(event, 'read-audit')
  const { app, variant } = event.locals
  const params = event.url.searchParams
  const asked = askedIn(params)
  const found = await entriesOf(app.db, await filterFor(app, asked), { after: positionFrom(params.get('after')), most: most + 1 })
  const entries = found.slice(0, most)
  const reasons = await reasonsToGive(event, reader, view)
  const nameOf = await namesIn(app, entries, { named: reasons === null, variant })
  const last = found.length > most ? entries.at(-1) : undefined
  const questions = new URLSearchParams(Object.entries(asked).filter(([, value]) => value !== ''))
  return {
    asked,
    reasons,
    deeds: (await notedDeeds(app.db)).map((deed) => ({ value: deed, label: deedWords(deed, variant) })).sort((a, b) => a.label.localeCompare(b.label, 'sr')),
    entries: entries.map((entry) => ({ ...shown(entry, variant), by: nameOf(entry.by), about: nameOf(entry.about) })),
    questions: questions.toString(),
    isFirst: !params.has('after'),
    next: last && new URLSearchParams([...questions, ['after', positionText(last)]]).toString(),
  }
}

export const actions: Actions = {
  reason: (event) => giveReason(event, whoMay(event, 'read-audit'), view),
}

type Word = (variant: Variant) => string

/** The sentence of a deed; a deed of a newer program, which this one has no words for, is called as it is noted. */
function deedWords(deed: string, variant: Variant): string {
  const catalogue: Record<string, unknown> = { ...words }
  const word = catalogue[deedKey(deed)] as Word | undefined
  return word?.(variant) ?? deed
}

function shown({ id, at, deed, outcome, on, detail }: WrittenEntry, variant: Variant) {
  const said = (value: unknown) => (value === true ? words.detailYes(variant) : value === false ? words.detailNo(variant) : String(value ?? '–'))
  const details = Object.entries((detail ?? {}) as Record<string, unknown>).map(([name, value]) => `${words.detailName(variant, { name })}: ${said(value)}`)
  return { id, at: clockOf(new Date(at / 1000)), what: deedWords(deed, variant), refused: outcome === 'refused', on: on ?? '', detail: details.join(' · ') }
}
