import { formatDate } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import { lastCheck } from '#modules/audit/index.ts'
import { allPeople } from '#modules/people/index.ts'
import { centreSettings } from '#modules/settings/index.ts'
import type { App } from '#platform/app.ts'
import { jobsOverview } from '#platform/jobs-overview.ts'
import * as words from '#texts/generated/letters.ts'
import type { Draft, LetterKind, Wish } from '../letter-kind.ts'

/**
 * The daily letter to the administrators. It carries the head of the audit log out of the house: whoever has it can prove a year later
 * that nothing before it was changed, even when the machine and its files were in foreign hands.
 */
const daily: LetterKind = {
  kind: 'daily',
  title: words.kindDaily,
  hears: 'audit.day-ended',
  wishes: (app, body) => readers(app, body),
  async draft(app, { variant, body, link }) {
    const { mail } = await centreSettings(app.db)
    const draft = await report(app, variant, String(body.day), link)
    return draft && { ...draft, ...(body.toSettings === true && mail.dailyTo !== null && { to: mail.dailyTo }) }
  },
}

async function readers(app: App, body: Wish['body']): Promise<Wish[]> {
  const { mail } = await centreSettings(app.db)
  if (mail.dailyTo !== null) return [{ person: null, body: { ...body, toSettings: true } }]
  const administrators = (await allPeople(app.db)).filter(({ roles, disabled_at }) => disabled_at === null && roles.includes('admin'))
  return administrators.map(({ id }) => ({ person: id, body }))
}

async function report(app: App, variant: Variant, day: string, link: (path: string) => string): Promise<Draft | null> {
  const check = await lastCheck(app.db)
  if (!check) return null
  const { parked } = await jobsOverview(app.db)
  const { fault, number, head } = check
  return {
    subject: (fault ? words.dailySubjectFault : words.dailySubject)(variant, { date: formatDate(day, variant) }),
    paragraphs: [
      (fault ? words.dailyFault : words.dailyWhole)(variant, { count: number }),
      words.dailyHead(variant, { head: number === 0 ? '–' : `${number} · ${head}` }),
      words.dailyJobs(variant, { count: parked }),
      words.dailyKeep(variant),
    ],
    action: { label: words.dailyAction(variant), address: link('/admin') },
  }
}

export const dailyLetters: readonly LetterKind[] = [daily]
