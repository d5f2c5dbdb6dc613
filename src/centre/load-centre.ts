/** Loads the whole of `centre/` in one transaction, or nothing of it. */
import { join } from 'node:path'
import { loadAreas } from '#modules/areas/index.ts'
import { areas } from '#modules/areas/index.ts'
import { loadCompetencies } from '#modules/competencies/index.ts'
import { loadInstitutions } from '#modules/institutions/index.ts'
import { loadLaws } from '#modules/laws/index.ts'
import { done, type Result } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { readRegisters } from './read-registers.ts'

/** A place in the content and the rule it breaks. */
export interface CentreProblem {
  readonly file: string
  readonly line: number
  readonly rule: string
  readonly detail: string
}

export async function centreIsEmpty(db: Db): Promise<boolean> {
  return (await areas(db)).length === 0
}

export async function loadCentre(app: App, folder: string): Promise<Result<null, CentreProblem[]>> {
  const registers = await readRegisters(join(folder, 'registers'))
  await app.db.transact(async (tx) => {
    await loadAreas(tx, registers)
    await loadCompetencies(tx, registers.competencies)
    await loadInstitutions(app, tx, registers)
    await loadLaws(app, tx, registers)
  })
  return done(null)
}
