import { done, type Result, refuse } from '#kernel/result.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { may, type SignedIn } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import { tell } from '#platform/facts.ts'
import { setNewsWithdrawn } from '../store.ts'

export interface NewsWithdrawal {
  readonly by: SignedIn
  readonly slug: string
  /** False brings it back as it was. */
  readonly withdrawn: boolean
}

/** Takes a news item from readers, or brings it back. Nothing of it is lost, and loading the centre again leaves it so. */
export function withdrawNews(app: App, { by, slug, withdrawn }: NewsWithdrawal): Promise<Result<null, 'not-allowed' | 'nothing-to-change'>> {
  return app.db.transact(async (tx): Promise<Result<null, 'not-allowed' | 'nothing-to-change'>> => {
    if (!may(by, 'oversee-content')) return refuse('not-allowed')
    if (!(await setNewsWithdrawn(tx, slug, withdrawn ? app.now() : null))) return refuse('nothing-to-change')
    await contentChanged(tx)
    await noteDeed(app, tx, { deed: withdrawn ? 'site.news-withdrawn' : 'site.news-brought-back', by: by.id, on: `news:${slug}` })
    await tell(app, tx, [{ kind: withdrawn ? 'site.news-withdrawn' : 'site.news-published', body: { news: slug } }])
    return done(null)
  })
}
