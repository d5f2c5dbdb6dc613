import { type AccountStatement, type VerbName, verbs } from '@putokaz/xapi'
import type { Response } from '#modules/questions/index.ts'

/** What a person did away from the server. */
export type Deed =
  | { readonly to: 'place'; readonly course: string; readonly unit: string; readonly passage: string }
  | { readonly to: 'notes'; readonly course: string; readonly unit: string; readonly text: string }
  | { readonly to: 'bookmarks'; readonly course: string; readonly unit: string; readonly marked: boolean }
  /** To a question of a test that is taken here, online. Its sequence says which is newer. */
  | { readonly to: 'answers'; readonly attempt: string; readonly item: string; readonly response: Response | null; readonly sequence: number }
  | {
      readonly to: 'statements'
      readonly verb: VerbName
      /** Path of the activity in this centre, as records name it. */
      readonly activity: string
      readonly result?: AccountStatement['result']
      readonly context?: AccountStatement['context']
    }

/** What the list says of a deed: read from the page on which it was done. */
export interface Shown {
  readonly what: What
  /** Name of the place. */
  readonly title: string
  /** Language and script of the name. */
  readonly lang?: string
  /** Its address without the reader's variant. */
  readonly path: string
}

/** Each has a word in the catalogue `outbox`. */
export type What = 'read' | 'practised' | 'note' | 'bookmark' | 'place' | 'takenAlong' | 'answer' | 'handIn' | 'unknown'

export interface Birth {
  readonly id: string
  readonly at: string
  readonly person: string
  readonly homePage: string
}

/** What is sent: a statement with its own id and moment, or the body of an answer or a place. */
export function bodyOf(deed: Deed, { id, at, person, homePage }: Birth): object {
  if (deed.to !== 'statements') {
    const { to, ...body } = deed
    // When it was answered counts by the server's clock alone.
    return to === 'answers' ? { id, ...body } : { id, at, ...body }
  }
  const { verb, activity, result, context } = deed
  return {
    id,
    actor: { account: { homePage, name: person } },
    verb: { id: verbs[verb] },
    object: { id: `${homePage}/xapi/activities/${activity}` },
    ...(result && { result }),
    ...(context && { context }),
    timestamp: at,
  }
}

/** Names what the deed is about when a newer one replaces it: one note, one bookmark, one place in a course, one question of a test. */
export function subjectOf(deed: Deed): string | undefined {
  if (deed.to === 'statements') return undefined
  if (deed.to === 'answers') return `answers/${deed.attempt}/${deed.item}`
  return deed.to === 'place' ? `place/${deed.course}` : `${deed.to}/${deed.course}/${deed.unit}`
}
