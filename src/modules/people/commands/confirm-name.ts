import { scriptOf } from '@putokaz/serbian'
import type { PersonId } from '#kernel/id.ts'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { parseName } from '../domain/login.ts'
import { changePerson } from '../store.ts'

export type NameRefusal = 'name-missing' | 'not-cyrillic' | 'not-latin'

/** Keeps a person's name as she writes it in each script; neither is derived from the other. */
export async function confirmName(app: App, given: { person: PersonId; cyrillic: string; latin: string }): Promise<Result<null, NameRefusal>> {
  const [cyrillic, latin] = [parseName(given.cyrillic), parseName(given.latin)]
  if (cyrillic === undefined || latin === undefined) return refuse('name-missing')
  if (scriptOf(cyrillic) !== 'cyrillic') return refuse('not-cyrillic')
  if (scriptOf(latin) !== 'latin') return refuse('not-latin')
  return app.db.transact(async (tx) => {
    await changePerson(tx, given.person, { name_cyrillic: cyrillic, name_latin: latin, name_confirmed_at: app.now() })
    return done(null)
  })
}
