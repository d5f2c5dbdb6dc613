/** What a post requires, as the form for it and as what was sent. */
import type { Variant } from '#kernel/localized.ts'
import { areas } from '#modules/areas/index.ts'
import { competencies, competencyLevels, type Requirement, requirementHistory, requirementsOf } from '#modules/competencies/index.ts'
import { cardsOf } from '#modules/people/index.ts'
import type { Db } from '#platform/db.ts'
import * as words from '#texts/generated/institutions.ts'
import { sayingIn, standing } from '../../../../../../(read)/said.ts'
import { clockOf } from '../../../../clock.ts'

export async function requirementsForm(db: Db, post: string, variant: Variant) {
  const [framework, levels, fields] = [await competencies(db), await competencyLevels(db), await areas(db)]
  const [{ requirements, version }, history] = [await requirementsOf(db, post), await requirementHistory(db, post)]
  const names = new Map(
    (
      await cardsOf(
        db,
        history.flatMap(({ by_person }) => by_person ?? []),
      )
    ).map(({ id, displayName }) => [id as string, displayName]),
  )
  const say = sayingIn(variant)
  const said = (list: readonly Requirement[]) => list.map(({ competency, level }) => `${competency}: ${level}`).join(', ') || words.historyEmpty(variant)
  return {
    version,
    options: levels.map(({ level, name }) => ({ value: String(level), label: words.levelOf(variant, { level: String(level), name: say(name).text }) })),
    areas: fields.map(({ code, short }) => ({
      code,
      name: say(short),
      competencies: framework.filter(({ area }) => area === code).map((one) => ({ code: one.code, name: standing(say(one.name)).text })),
    })),
    levels: Object.fromEntries(requirements.map(({ competency, level }) => [competency, String(level)])) as Readonly<Record<string, string>>,
    history: history.map(({ id, at, by_person, before, after }) => ({
      id,
      at: clockOf(at),
      by: names.get(by_person ?? ''),
      before: said(before),
      after: said(after),
    })),
  }
}

/** The levels that were chosen; a competency that is not asked for has none. */
export async function chosenRequirements(db: Db, form: FormData): Promise<Requirement[]> {
  const framework = await competencies(db)
  return framework.flatMap(({ code }) => {
    const level = form.get(`level-${code}`)
    return typeof level === 'string' && level !== '' ? [{ competency: code, level: Number(level) }] : []
  })
}
