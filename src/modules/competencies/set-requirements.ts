import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { allPosts, placeChain } from '#modules/institutions/index.ts'
import { may, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import type { Requirement } from './competency.ts'
import { addRequirementChange, competencies, lockRequirements, replaceRequirements, requirementsOf } from './store.ts'

export interface NewRequirements {
  readonly by: SignedIn
  readonly post: string
  readonly requirements: readonly Requirement[]
  /** The version that was seen. */
  readonly seen: number
}

export type RequirementRefusal =
  | { readonly reason: 'not-allowed' }
  | { readonly reason: 'unknown-competency' }
  | { readonly reason: 'changed-meanwhile'; readonly now: readonly Requirement[]; readonly version: number }

/** Says which competencies a post requires and at which level; what was there before is kept. */
export function setRequirements(app: App, given: NewRequirements): Promise<Result<{ version: number }, RequirementRefusal>> {
  return app.db.transact((tx) => setIn(app, tx, given), { commandId: app.newId() })
}

async function setIn(app: App, tx: Tx, { by, post, requirements, seen }: NewRequirements): Promise<Result<{ version: number }, RequirementRefusal>> {
  await lockRequirements(tx)
  const places = (await allPosts(tx)).find(({ code }) => code === post)?.institutions
  if (!places) return refuse({ reason: 'not-allowed' })
  for (const place of places) if (!may(by, 'edit-institutions', await placeChain(tx, place))) return refuse({ reason: 'not-allowed' })
  const { requirements: before, version } = await requirementsOf(tx, post)
  if (version !== seen) return refuse({ reason: 'changed-meanwhile', now: before, version })
  const known = await competencies(tx)
  const level = new Map(requirements.map((one) => [one.competency, one.level]))
  if (requirements.some((one) => !isLevel(one.level) || !known.some(({ code }) => code === one.competency))) return refuse({ reason: 'unknown-competency' })
  const after = known.flatMap(({ code }) => (level.has(code) ? [{ competency: code, level: level.get(code) ?? 0 }] : []))
  if (JSON.stringify(after) === JSON.stringify(before)) return done({ version })
  await replaceRequirements(tx, post, { requirements: after, version: version + 1, origin: 'edited' })
  await addRequirementChange(tx, { id: app.newId(), at: app.now(), by_person: by.id, post, version: version + 1, before, after })
  await noteDeed(app, tx, { deed: 'competencies.requirements-set', by: by.id, on: `post:${post}`, detail: { version: version + 1 } })
  await contentChanged(tx)
  return done({ version: version + 1 })
}

function isLevel(level: number): boolean {
  return Number.isInteger(level) && level >= 1 && level <= 4
}
