/** What is measured of a running centre besides its requests. Each name, its meaning and its alert stand in `docs/metrics.md`. */
import { lastCheck, sealLag } from '#modules/audit/index.ts'
import { outboxState } from '#modules/notices/index.ts'
import { sessionsSince } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Measure } from '#platform/http/operations.ts'
import { jobsOverview } from '#platform/jobs-overview.ts'
import { freeBytes, lastBackupAt } from './findings.ts'

/** Seconds since a moment; 0 when there is none. */
function age(now: number, since: Date | null): number {
  return since ? Math.max(0, (now - since.getTime()) / 1000) : 0
}

const halfHour = 1_800_000

export const measures: readonly Measure[] = [
  {
    name: 'putokaz_jobs',
    help: 'Background jobs that are not done, by state',
    label: 'state',
    async read({ db }) {
      const { waiting, again, running, parked } = await jobsOverview(db)
      return { waiting, again, running, parked }
    },
  },
  {
    name: 'putokaz_oldest_job_seconds',
    help: 'How long the job has waited that could have run longest ago',
    read: async ({ db }) => age(Date.now(), (await jobsOverview(db)).oldestDue),
  },
  {
    name: 'putokaz_letters',
    help: 'Letters in the outbox, by state',
    label: 'state',
    async read({ db }) {
      const { waiting, parked } = await outboxState(db)
      return { waiting, parked }
    },
  },
  {
    name: 'putokaz_oldest_letter_seconds',
    help: 'How long the oldest letter has waited to be sent',
    read: async ({ db, now }) => age(now().getTime(), (await outboxState(db)).oldest),
  },
  {
    name: 'putokaz_backup_age_seconds',
    help: 'Seconds since the last backup; -1 when there is none',
    async read(app) {
      const at = await lastBackupAt(app)
      return at ? age(app.now().getTime(), at) : -1
    },
  },
  {
    name: 'putokaz_audit_unsealed_seconds',
    help: 'How long the oldest entry of the audit log has waited for its seal',
    read: async ({ db, now }) => age(now().getTime(), (await sealLag(db)).oldest),
  },
  {
    name: 'putokaz_audit_whole',
    help: 'Whether the last check of the whole audit log found it as it was written: 1 yes, 0 no, -1 never checked',
    async read({ db }) {
      const check = await lastCheck(db)
      return check ? Number(check.fault === null) : -1
    },
  },
  {
    name: 'putokaz_audit_check_age_seconds',
    help: 'Seconds since the whole audit log was checked; -1 when it never was',
    async read({ db, now }) {
      const check = await lastCheck(db)
      return check ? age(now().getTime(), new Date(check.at)) : -1
    },
  },
  { name: 'putokaz_disk_free_bytes', help: 'Free bytes where the data folder lies', read: (app: App) => freeBytes(app) },
  {
    name: 'putokaz_sessions',
    help: 'Sessions that were used in the last half hour',
    read: ({ db, now }) => sessionsSince(db, new Date(now().getTime() - halfHour)),
  },
]
