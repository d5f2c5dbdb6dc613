import type { AuditFilter } from '#modules/audit/index.ts'
import { cardsByLogin } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'

/** The questions of the page as they were asked, so that they can be shown again. */
export interface Asked {
  readonly from: string
  readonly to: string
  readonly deed: string
  readonly person: string
  readonly outcome: string
  readonly on: string
}

const dayForm = /^\d{4}-\d\d-\d\d$/
const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export function askedIn(params: URLSearchParams): Asked {
  const value = (name: string) => (params.get(name) ?? '').trim().slice(0, 200)
  return { from: value('from'), to: value('to'), deed: value('deed'), person: value('person'), outcome: value('outcome'), on: value('on') }
}

/** The filter that the questions mean. A person is named by her id, or by what she signs in with, or is one who has no account. */
export async function filterFor(app: App, asked: Asked): Promise<AuditFilter> {
  return {
    from: startOf(asked.from),
    to: startOf(asked.to, 1),
    deed: asked.deed || undefined,
    person: asked.person === '' ? undefined : await idOf(app, asked.person),
    outcome: asked.outcome === 'done' || asked.outcome === 'refused' ? asked.outcome : undefined,
    on: asked.on || undefined,
  }
}

async function idOf(app: App, person: string): Promise<string> {
  if (idForm.test(person) || ['terminal', 'program', 'visitor'].includes(person)) return person
  const [card] = await cardsByLogin(app.db, [person.toLowerCase()])
  return card?.id ?? '-'
}

/** The first moment of a day in Belgrade, some days on; nothing for what is no day. */
export function startOf(day: string, later = 0): Date | undefined {
  const noon = dayForm.test(day) ? new Date(`${day}T12:00:00Z`) : undefined
  if (!noon || Number.isNaN(noon.getTime())) return undefined
  noon.setUTCDate(noon.getUTCDate() + later)
  const hour = Number(new Intl.DateTimeFormat('en', { timeZone: 'Europe/Belgrade', hour: 'numeric', hourCycle: 'h23' }).format(noon))
  return new Date(noon.getTime() - hour * 3_600_000)
}
