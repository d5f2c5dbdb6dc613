/** A view with personal data for those who only oversee: they say why, and it stays open to them for half an hour. */
import { fail, type RequestEvent, redirect } from '@sveltejs/kit'
import { type InsightReason, insightReasons, isViewOpen, openView } from '#modules/audit/index.ts'
import { type Deed, needsReason, type SignedIn } from '#modules/people/index.ts'

interface View {
  readonly name: string
  readonly deed: Deed
}

/** The reasons to choose from, when she has to give one before she sees the view. */
export async function reasonsToGive({ locals: { app } }: Pick<RequestEvent, 'locals'>, person: SignedIn, view: View): Promise<readonly InsightReason[] | null> {
  if (!needsReason(person, view.deed)) return null
  return (await isViewOpen(app, { by: person.id, view: view.name })) ? null : insightReasons
}

/** The form action that takes the reason and shows the view. */
export async function giveReason(event: RequestEvent, person: SignedIn, view: View) {
  const reason = (await event.request.formData()).get('reason')
  const opened = await openView(event.locals.app, { by: person.id, view: view.name, reason })
  if (!opened.ok) return fail(400, { fault: 'reason' as const })
  redirect(303, event.url.pathname)
}
