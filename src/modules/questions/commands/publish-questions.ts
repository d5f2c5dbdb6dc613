import { createHash } from 'node:crypto'
import type { QuestionSource } from '@putokaz/manuscript'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { type KeyedItem, takeApart } from '../domain/question.ts'
import { addVersion, type KnownVersion, makeCurrent, newestVersions, withdraw } from '../store.ts'

/** A question is practice or graded for life and stays in its course: another one gets another id. */
export type PublishQuestionsRefusal = { readonly reason: 'use-changed' | 'course-changed'; readonly question: string }

export interface PublishedQuestions {
  readonly added: number
  readonly changed: number
  readonly withdrawn: number
}

/**
 * Puts the questions of a course in place of those before. A changed question becomes a new version of itself,
 * one that is missing is withdrawn, and what people answered before still points at the version they saw.
 */
export async function publishQuestions(
  _app: App,
  tx: Tx,
  given: { readonly course: string; readonly questions: readonly QuestionSource[] },
): Promise<Result<PublishedQuestions, PublishQuestionsRefusal>> {
  const ids = given.questions.map(({ id }) => id)
  const known = new Map((await newestVersions(tx, given.course, ids)).map((row) => [row.id, row]))
  const refusal = firstRefusal(given, known)
  if (refusal) return refuse(refusal)
  const outcomes: Outcome[] = []
  for (const source of given.questions) outcomes.push(await publishOne(tx, given.course, source, known.get(source.id)))
  const gone = [...known.values()].filter(({ id, current }) => current && !ids.includes(id)).map(({ id }) => id)
  await withdraw(tx, gone)
  const count = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length
  const told = { added: count('added'), changed: count('changed'), withdrawn: gone.length }
  if (told.added + told.changed + told.withdrawn > 0) await contentChanged(tx)
  return done(told)
}

type Outcome = 'added' | 'changed' | 'same'

function firstRefusal(
  given: { course: string; questions: readonly QuestionSource[] },
  known: ReadonlyMap<string, KnownVersion>,
): PublishQuestionsRefusal | undefined {
  for (const { id, use } of given.questions) {
    const before = known.get(id)
    if (before && before.use !== use) return { reason: 'use-changed', question: id }
    if (before && before.course !== given.course) return { reason: 'course-changed', question: id }
  }
  return undefined
}

async function publishOne(tx: Tx, course: string, source: QuestionSource, before: KnownVersion | undefined): Promise<Outcome> {
  const { id, use, chapter, outcome, difficulty, passage, mark, cites, fact, source: sources, asOf } = source
  const origin = { mark, cites, ...(fact && { fact }), ...(sources && { source: sources }), ...(asOf && { asOf }) }
  const content = { course, use, chapter, outcome, difficulty, passage, ...origin, ...takeApart(source) }
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  if (before?.content_hash === hash) {
    if (before.current) return 'same'
    await makeCurrent(tx, before)
    return 'changed'
  }
  const item: KeyedItem = { id, version: (before?.version ?? 0) + 1, ...content }
  await addVersion(tx, item, hash)
  return before ? 'changed' : 'added'
}
