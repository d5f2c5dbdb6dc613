/** People who work somewhere: in institution A with a unit of it, and in institution B, of the sample's register. */
import { join } from 'node:path'
import type { PersonId } from '#kernel/id.ts'
import type { Role, Scope, SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { loadCentre } from '../../src/centre/load-centre.ts'
import { addPosting } from '../../src/modules/institutions/posting-store.ts'
import { addPersonRow, grantRole } from '../../src/modules/people/store.ts'
import { root } from './server.ts'

/** The Ministry of Interior, with the Asylum Office in it. */
export const institutionA = 'MUP'
export const unitOfA = 'KA'
export const institutionB = 'KIRS'

export async function loadSample(app: App): Promise<void> {
  const loaded = await loadCentre(app, join(root, 'centre'))
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refusal))
}

export interface NewPerson {
  readonly name: string
  readonly roles?: readonly Role[]
  /** What her roles hold for. */
  readonly scope?: Scope
  /** Where she works. */
  readonly at?: Scope
  readonly email?: string
}

/** A person as she is in the database; nothing of her is invented beside it. */
export async function addToCentre(app: App, { name, roles = ['learner'], scope = '', at, email }: NewPerson): Promise<SignedIn> {
  const id = app.newId() as PersonId
  const login = email ?? `${id}@primer.invalid`
  const row = { id, login, email: login, email_confirmed_at: app.now(), password_hash: null, display_name: name }
  await app.db.transact(async (tx) => {
    await addPersonRow(tx, { ...row, variant: 'sr-Cyrl', sample: false, created_at: app.now() })
    for (const role of roles) await grantRole(tx, id, role, { scope })
    const posting = { id: app.newId(), person: id, post: 'R01', place: at ?? '', from_day: '2026-01-01', to_day: null, noted_at: app.now(), noted_by: id }
    if (at !== undefined) await addPosting(tx, posting)
  })
  return { id, displayName: name, displayNameLatin: name, roles, grants: roles.map((role) => ({ role, scope })), withheld: [] }
}
