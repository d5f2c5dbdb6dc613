import type { Manuscript, PackSource } from '@putokaz/manuscript'
import { done, type Result, refuse } from '#kernel/result.ts'
import type { App } from '#platform/app.ts'
import type { BlobHash } from '#platform/blobs.ts'
import { contentChanged } from '#platform/content-generation.ts'
import type { Tx } from '#platform/db.ts'
import { tell } from '#platform/facts.ts'
import type { Pack, Sheet } from '../domain/pack.ts'
import { putPack } from '../pack-store.ts'
import { lockCourse } from '../store.ts'
import { filesOf, textOf } from './publish-course.ts'
import { serveFiles } from './serve-files.ts'

/** A trainer's pack as it was written; sheets, translations and files by the names it gives them. */
export interface WrittenPack {
  readonly course: string
  readonly pack: PackSource
  readonly sheets: ReadonlyMap<string, Manuscript>
  readonly english?: ReadonlyMap<string, Manuscript>
  /** Blobs by the path a passage names them with: `figures/x.svg`. */
  readonly files: ReadonlyMap<string, BlobHash>
}

export type PublishPackRefusal = { readonly reason: 'no-such-course' } | { readonly reason: 'sheet-missing' | 'file-missing'; readonly name: string }

/** Publishes the pack of a course in place of the one it had; the same again changes nothing. */
export async function publishPack(app: App, tx: Tx, written: WrittenPack): Promise<Result<{ changed: boolean }, PublishPackRefusal>> {
  const { course, pack, sheets, files } = written
  const sheet = pack.sheets.find((name) => !sheets.has(name))
  if (sheet !== undefined) return refuse({ reason: 'sheet-missing', name: sheet })
  const file = [...sheets.values()].flatMap(filesOf).find((name) => !files.has(name))
  if (file !== undefined) return refuse({ reason: 'file-missing', name: file })
  if (!(await lockCourse(tx, course))) return refuse({ reason: 'no-such-course' })
  const changed = await putPack(tx, course, await packOf(app, tx, written), app.now())
  if (changed) {
    await contentChanged(tx)
    await tell(app, tx, [{ kind: 'courses.pack-published', body: { course } }])
  }
  return done({ changed })
}

async function packOf(app: App, tx: Tx, { pack, sheets, english, files }: WrittenPack): Promise<Pack> {
  const { file: _, lines: __, sheets: names, ...rest } = pack
  const served = await serveFiles(app, tx, files)
  const kept = names.flatMap((slug): Sheet[] => {
    const source = sheets.get(slug)
    if (!source) return []
    const translation = english?.get(slug)
    const named = [source, translation].flatMap((text) => (text ? filesOf(text) : []))
    const own = Object.fromEntries(named.flatMap((path) => (served[path] ? [[path, served[path]]] : [])))
    const { sheet: kind = 'notes', reader = 'trainer' } = source.front
    return [{ slug, kind, reader, source: textOf(source), ...(translation && { english: textOf(translation) }), files: own }]
  })
  return { ...rest, sheets: kept }
}
