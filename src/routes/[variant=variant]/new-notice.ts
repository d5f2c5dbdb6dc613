import { noticeSeenBy, type SignedIn } from '#modules/people/index.ts'
import { pageVersion } from '#modules/site/index.ts'
import type { App } from '#platform/app.ts'

/** Whether there is a version of the privacy notice that this person has not seen. Whoever comes to a test, sits at it or secures her account is not disturbed, and the page of her own data says it itself. */
export async function hasNewNotice(app: App, person: SignedIn | null, path: string): Promise<boolean> {
  if (!person || /^\/[a-z-]+\/(attempts\/|courses\/[^/]+\/tests\/|me\/security|sign-out$|me\/privacy$)/.test(path)) return false
  const notice = await pageVersion(app.db, 'privacy')
  return notice !== null && notice.number > (await noticeSeenBy(app.db, person.id))
}
