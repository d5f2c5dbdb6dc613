import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { isSamePerson, may, type SignedIn } from '#modules/people/index.ts'
import { centreSettings } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import type { Db } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import type { RetentionRule } from '#platform/personal-data.ts'
import { decideConfirmation, hasGrown, hasLapsed, monthsBefore, type Proposal, type ShownRule } from '../domain/retention.ts'
import { addProposal, changeProposal, lastProposals, lockProposal, type ProposalRow } from '../retention-store.ts'

function rulesOf(app: App): RetentionRule[] {
  return app.personalData.flatMap(({ retention = [] }) => retention)
}

/** What has outlived its term now, rule by rule. Nothing is taken out. */
export async function dryRun(app: App, db: Db = app.db): Promise<ShownRule[]> {
  const { retention } = await centreSettings(db)
  const at = app.now()
  return count(db, rulesOf(app), { at, before: ({ term }) => monthsBefore(at, retention[term]) })
}

interface Moments {
  readonly at: Date
  readonly before: (rule: RetentionRule) => Date | undefined
}

async function count(db: Db, rules: readonly RetentionRule[], { at, before }: Moments): Promise<ShownRule[]> {
  const shown: ShownRule[] = []
  for (const rule of rules) {
    const moment = before(rule)
    if (!moment) continue
    const found = await rule.count(db, { before: moment, at })
    shown.push({ key: rule.key, count: found.count, oldest: found.oldest?.toISOString() ?? null, before: moment.toISOString() })
  }
  return shown
}

/** The same rules with the same moments as a proposal was shown, counted again. */
function countAgain(app: App, db: Db, { shown, proposed_at }: ProposalRow): Promise<ShownRule[]> {
  const moments = new Map(shown.map(({ key, before }) => [key, new Date(before)]))
  return count(db, rulesOf(app), { at: proposed_at, before: ({ key }) => moments.get(key) })
}

export type ProposeRefusal = 'not-allowed' | 'nothing-to-do' | 'one-is-open'

/** One administrator proposes that what was shown be taken out; another has a week to confirm it. */
export function proposeRetention(app: App, actor: SignedIn | null): Promise<Result<{ id: string }, ProposeRefusal>> {
  return app.db.transact(async (tx) => {
    if (!actor || !may(actor, 'handle-personal-data')) return refuse('not-allowed')
    const now = app.now()
    if ((await lastProposals(tx)).some((row) => row.state === 'proposed' && !hasLapsed({ proposedAt: row.proposed_at }, now))) return refuse('one-is-open')
    const shown = await dryRun(app, tx)
    const sum = shown.reduce((total, rule) => total + rule.count, 0)
    if (sum === 0) return refuse('nothing-to-do')
    const id = app.newId()
    await addProposal(tx, { id, proposed_by: actor.id, proposed_at: now, state: 'proposed', shown, confirmed_by: null, confirmed_at: null, done_at: null })
    await noteDeed(app, tx, { deed: 'reports.retention-proposed', by: actor.id, on: `retention:${id}`, detail: { count: sum } })
    return done({ id })
  })
}

export type ConfirmRetentionRefusal = 'not-allowed' | 'not-open' | 'same-person' | 'lapsed' | 'grown'

/** Another administrator confirms. When more would go now than was shown, nothing goes, and it must be proposed anew. */
export function confirmRetention(app: App, actor: SignedIn | null, id: string): Promise<Result<null, ConfirmRetentionRefusal>> {
  return app.db.transact(async (tx) => {
    if (!actor || !may(actor, 'handle-personal-data')) return refuse('not-allowed')
    const row = await lockProposal(tx, id)
    if (!row) return refuse('not-open')
    // With two accounts that were found to be hers she is still one person.
    const by = (await isSamePerson(tx, row.proposed_by, actor.id)) ? row.proposed_by : actor.id
    const decided = decideConfirmation(proposalOf(row), { by, now: app.now(), found: await countAgain(app, tx, row) })
    if (!decided.ok) {
      if (decided.refusal === 'grown') await changeProposal(tx, id, { state: 'grown' })
      return decided
    }
    await changeProposal(tx, id, { state: 'confirmed', confirmed_by: actor.id, confirmed_at: app.now() })
    await noteDeed(app, tx, { deed: 'reports.retention-confirmed', by: actor.id, on: `retention:${id}` })
    await tell(app, tx, [{ kind: 'reports.retention-confirmed', body: { proposal: id } }])
    return done(null)
  })
}

function proposalOf({ state, proposed_by, proposed_at, shown }: ProposalRow): Proposal {
  return { state, proposedBy: proposed_by, proposedAt: proposed_at, shown }
}

/** Either of the two may take it back while it is not confirmed. */
export function withdrawRetention(app: App, actor: SignedIn | null, id: string): Promise<Result<null, 'not-allowed' | 'not-open'>> {
  return app.db.transact(async (tx) => {
    if (!actor || !may(actor, 'handle-personal-data')) return refuse('not-allowed')
    if ((await lockProposal(tx, id))?.state !== 'proposed') return refuse('not-open')
    await changeProposal(tx, id, { state: 'withdrawn' })
    await noteDeed(app, tx, { deed: 'reports.retention-withdrawn', by: actor.id, on: `retention:${id}` })
    return done(null)
  })
}

/** Takes out what two confirmed, in one transaction; if more has come since, nothing. */
export async function carryOutRetention(app: App, id: string): Promise<void> {
  await app.db.transact(async (tx) => {
    const row = await lockProposal(tx, id)
    if (row?.state !== 'confirmed') return
    const found = await countAgain(app, tx, row)
    if (hasGrown(row.shown, found)) return changeProposal(tx, id, { state: 'grown' })
    for (const rule of rulesOf(app)) {
      const before = row.shown.find(({ key }) => key === rule.key)?.before
      if (before !== undefined) await rule.remove(app, tx, { before: new Date(before), at: row.proposed_at })
    }
    await changeProposal(tx, id, { state: 'done', done_at: app.now() })
    const sum = found.reduce((total, { count: one }) => total + one, 0)
    await noteDeed(app, tx, { deed: 'reports.retention-done', by: 'program', on: `retention:${id}`, detail: { count: sum } })
  })
}
