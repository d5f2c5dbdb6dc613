import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { type InstitutionRegister, replaceRegister } from '../store.ts'

/** Puts the whole register of institutions, facilities and posts in place of the one before. */
export async function loadInstitutions(app: App, tx: Tx, register: InstitutionRegister): Promise<void> {
  await replaceRegister(tx, register)
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'institutions.changed', body: {} }])
}
