/** What became of postings and duties, as the history at the end of their pages says it. */
import { formatDate } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import { type TenureChangeLine, tenureHistory } from '#modules/institutions/index.ts'
import { cardsOf } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/institutions.ts'
import { clockOf } from '../clock.ts'

export interface Naming {
  readonly variant: Variant
  place(code: string): string
  post(code: string): string
}

type Asked = Parameters<typeof tenureHistory>
type State = NonNullable<TenureChangeLine['after']>

export async function tenureLines(app: App, kind: Asked[1], reach: Asked[2]['reach'], naming: Naming) {
  const lines = await tenureHistory(app.db, kind, { reach, now: app.now() })
  const people = [...new Set(lines.flatMap(({ by, person }) => (by === null ? [person] : [by, person])))]
  const names = new Map((await cardsOf(app.db, people)).map(({ id, displayName }) => [id, displayName]))
  return lines.map(({ id, at, by, person, place, before, after, takesBack, undoable }) => ({
    ...{ id, at: clockOf(at), by: by === null ? undefined : names.get(by), takesBack, undoable },
    about: `${names.get(person) ?? ''}, ${naming.place(place)}`,
    what: before === null ? 'added' : after === null ? 'removed' : 'changed',
    changes: changesIn(before, after, naming),
  }))
}

function changesIn(before: State | null, after: State | null, naming: Naming) {
  const { variant } = naming
  const told = (text: string) => text || words.historyEmpty(variant)
  const [was, is] = [before && cellsOf(before, naming), after && cellsOf(after, naming)]
  return Object.keys(is ?? was ?? {}).flatMap((field) => {
    const [old, now] = [was?.[field] ?? '', is?.[field] ?? '']
    if (old === now) return []
    return [{ key: field, field, before: words.historyWas(variant, { text: told(old) }), after: words.historyIs(variant, { text: told(now) }) }]
  })
}

function cellsOf({ post, duty, from, to }: State, { variant, post: postName }: Naming): Readonly<Record<string, string>> {
  return {
    ...(post !== undefined && { [words.fieldPost(variant)]: post === null ? words.postNotSaid(variant) : postName(post) }),
    ...(duty !== undefined && { [words.focalDuty(variant)]: duty === 'alternate' ? words.focalAlternate(variant) : words.focalMain(variant) }),
    [words.fieldFrom(variant)]: formatDate(from, variant),
    [words.fieldTo(variant)]: to === null ? words.peopleUntilNow(variant) : formatDate(to, variant),
  }
}
