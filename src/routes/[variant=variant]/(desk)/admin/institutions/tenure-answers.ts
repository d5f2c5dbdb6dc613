/** What the forms of postings and of focal points are answered. Who may not, learns no more than that there is nothing. */
import { error, fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { isUuid } from '#kernel/id.ts'
import type { Result } from '#kernel/result.ts'
import { type PostingRefusal, undoTenure } from '#modules/institutions/index.ts'
import { address } from '#ui/address.ts'
import { whoMay } from '../enter.ts'
import { typedIn } from './fields.ts'
import { refusedForm, refusedWith, type Told, tenureUndoText } from './outcome.ts'

const pages = { posting: '/admin/institutions/people', 'focal-point': '/admin/institutions/focal-points' } as const
export type TenureKind = keyof typeof pages

interface Sent {
  readonly form: string
  readonly typed: Readonly<Record<string, string>>
  readonly told: Told
}

export function answerTenure(event: RequestEvent, kind: TenureKind, { form, typed, told }: Sent, outcome: Result<unknown, PostingRefusal>) {
  if (outcome.ok) redirect(303, address(event.locals.variant, `${pages[kind]}?done=${told}`))
  if (outcome.refusal.reason === 'not-allowed') error(404)
  return fail(400, refusedForm(form, typed, outcome.refusal.faults, event.locals.variant))
}

export async function undoTenureOf(event: RequestEvent, kind: TenureKind) {
  const { app, variant } = event.locals
  const by = whoMay(event, 'edit-institutions')
  const { change = '' } = trimmedIn(await event.request.formData(), ['change'])
  const undone = isUuid(change) ? await undoTenure(app, { by, kind, id: change }) : null
  if (undone?.ok) redirect(303, address(variant, `${pages[kind]}?done=undone`))
  if (!undone || undone.refusal === 'not-allowed') error(404)
  return fail(409, refusedWith('undo', {}, tenureUndoText(undone.refusal, variant)))
}

export function trimmedIn(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(typedIn(form, names)).map(([name, text]) => [name, text.trim()]))
}
