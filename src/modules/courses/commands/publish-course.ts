import { createHash } from 'node:crypto'
import { allBlocks, type CourseSource, type Manuscript } from '@putokaz/manuscript'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import type { BlobHash } from '#platform/blobs.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import { citationsIn } from '../domain/citations.ts'
import { type Course, type CourseVersionId, courseOf, isOlder, unitsInOrder } from '../domain/course.ts'
import type { ServedFile, UnitBody, UnitText } from '../domain/written-text.ts'
import { addVersion, lockCourse, putAnnounced, versionsOf } from '../store.ts'
import { serveFiles } from './serve-files.ts'

/** A course as it was written; units, translations and files by the names the course gives them. */
export interface WrittenCourse {
  readonly course: CourseSource
  readonly units: ReadonlyMap<string, Manuscript>
  readonly english?: ReadonlyMap<string, Manuscript>
  /** Blobs by the path a passage names them with: `figures/x.svg`. */
  readonly files: ReadonlyMap<string, BlobHash>
}

export type PublishCourseRefusal =
  | { readonly reason: 'version-has-other-content' | 'newer-version-published' | 'announced-after-published' }
  | { readonly reason: 'unit-missing' | 'file-missing'; readonly name: string }

/** `version` is null for a course that is only announced. */
export interface PublishOutcome {
  readonly version: CourseVersionId | null
  readonly changed: boolean
}

/**
 * Publishes a version of a course, or announces it. The same content again changes nothing;
 * other content under a number that was published is refused, because a published version never changes.
 */
export async function publishCourse(app: App, tx: Tx, written: WrittenCourse): Promise<Result<PublishOutcome, PublishCourseRefusal>> {
  const missing = firstMissing(written)
  if (missing) return refuse(missing)
  const fronts = new Map([...written.units].map(([slug, { front }]) => [slug, front]))
  const course = courseOf(written.course, fronts)
  const known = await lockCourse(tx, course.code)
  if (course.status === 'announced') return announce(app, tx, course, known)
  const versions = await versionsOf(tx, course.code)
  const contentHash = hashOf(course, written)
  const same = versions.find(({ version }) => version === course.version)
  if (same)
    return same.content_hash === contentHash ? done({ version: same.id as CourseVersionId, changed: false }) : refuse({ reason: 'version-has-other-content' })
  if (versions.some(({ version }) => isOlder(course.version, version))) return refuse({ reason: 'newer-version-published' })
  const id = app.newId() as CourseVersionId
  const units = unitBodies(course, written, await serveFiles(app, tx, written.files))
  const citations = units.flatMap(({ slug, body }) => citationsIn(slug, body.source.blocks))
  await addVersion(tx, { id, course, contentHash, units, citations }, app.now())
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'courses.version-published', body: { version: id } }])
  return done({ version: id, changed: true })
}

type Known = Awaited<ReturnType<typeof lockCourse>>

async function announce(app: App, tx: Tx, course: Course, known: Known): Promise<Result<PublishOutcome, PublishCourseRefusal>> {
  if (known?.current) return refuse({ reason: 'announced-after-published' })
  if (known?.announced && canonical(known.announced) === canonical(course)) return done({ version: null, changed: false })
  await putAnnounced(tx, course)
  await contentChanged(tx)
  await tell(app, tx, [{ kind: 'courses.announced', body: { course: course.code } }])
  return done({ version: null, changed: true })
}

function firstMissing({ course, units, files }: WrittenCourse): PublishCourseRefusal | undefined {
  if (course.status === 'announced') return undefined
  for (const name of course.chapters.flatMap((chapter) => chapter.units)) if (!units.has(name)) return { reason: 'unit-missing', name }
  for (const { blocks } of units.values()) {
    for (const name of filesOf({ blocks })) if (!files.has(name)) return { reason: 'file-missing', name }
  }
  return undefined
}

/** The files that a text shows or offers. */
export function filesOf({ blocks }: Pick<Manuscript, 'blocks'>): string[] {
  return allBlocks(blocks).flatMap(filesNamedBy)
}

function filesNamedBy(block: Manuscript['blocks'][number]): string[] {
  if (block.kind === 'video') return [block.src, block.captions]
  return block.kind === 'figure' || block.kind === 'file' ? [block.src] : []
}

function unitBodies(course: Course, written: WrittenCourse, served: Record<string, ServedFile>): { slug: string; body: UnitBody }[] {
  return unitsInOrder(course).flatMap(({ slug }) => {
    const source = written.units.get(slug)
    if (!source) return []
    const english = written.english?.get(slug)
    const named = [source, english].flatMap((text) => (text ? filesOf(text) : []))
    const files = Object.fromEntries(named.flatMap((path) => (served[path] ? [[path, served[path]]] : [])))
    return [{ slug, body: { source: textOf(source), ...(english && { english: textOf(english) }), files } }]
  })
}

/** A text as it is kept: without places in its file. */
export function textOf({ front, blocks }: Manuscript): UnitText {
  return { front, blocks }
}

/** What was written decides, not where its lines stand nor in what order its keys came. */
function hashOf(course: Course, { units, english, files }: WrittenCourse): string {
  const texts = (given: ReadonlyMap<string, Manuscript> | undefined) =>
    [...(given ?? [])].map(([slug, { front, blocks }]) => [slug, front, blocks]).toSorted(byName)
  const content = [course, texts(units), texts(english), [...files].toSorted(byName)]
  return createHash('sha256').update(canonical(content)).digest('hex')
}

function byName([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).toSorted(byName))
  })
}
