/** Loads the whole of `centre/` in one transaction, or nothing of it. Loading the same again changes nothing. */
import { join } from 'node:path'
import { done, type Result, refuse } from '#kernel/result.ts'
import { areas, loadAreas } from '#modules/areas/index.ts'
import { noteDeed } from '#modules/audit/index.ts'
import { loadCompetencies } from '#modules/competencies/index.ts'
import { publishCourse, publishPack } from '#modules/courses/index.ts'
import { loadInstitutions } from '#modules/institutions/index.ts'
import { loadLaws, loadSources } from '#modules/laws/index.ts'
import { loadGlossary, publishCard, publishDocument, publishManual } from '#modules/library/index.ts'
import { publishQuestions } from '#modules/questions/index.ts'
import { type ProseSource, pageBySlug, publishNews, publishPage, renewHelp } from '#modules/site/index.ts'
import { publishTool } from '#modules/tools/index.ts'
import type { App } from '#platform/app.ts'
import type { BlobHash } from '#platform/blobs.ts'
import type { Db, Tx } from '#platform/db.ts'
import { type ContentFiles, mediaTypeOf, openContentFiles } from './content-files.ts'
import {
  type CentreProblem,
  type ProseSet,
  readCentre,
  readPages,
  type WrittenCentre,
  type WrittenCourse,
  type WrittenDocument,
  type WrittenManual,
} from './read-centre.ts'
import { readRegisters } from './read-registers.ts'

export type { CentreProblem } from './read-centre.ts'

/** One more thing was loaded; for whoever shows progress. */
export type Progress = (done: number, total: number) => void

export async function centreIsEmpty(db: Db): Promise<boolean> {
  return (await areas(db)).length === 0
}

/** What is wrong with the content, without loading it. */
export async function checkCentre(folder: string): Promise<CentreProblem[]> {
  const read = await readCentre(await openContentFiles(folder), await readRegisters(join(folder, 'registers')))
  return read.ok ? [] : read.refusal
}

export async function loadCentre(app: App, folder: string, progress: Progress = () => {}): Promise<Result<null, CentreProblem[]>> {
  const files = await openContentFiles(folder)
  const registers = await readRegisters(join(folder, 'registers'))
  const read = await readCentre(files, registers)
  if (!read.ok) return read
  const steps = stepsFor(app, files, read.value)
  return app.db
    .transact(async (tx) => {
      await loadAreas(tx, registers)
      await loadCompetencies(tx, registers)
      await loadInstitutions(app, tx, registers)
      await loadLaws(app, tx, registers)
      await loadSources(tx, registers.sources)
      for (const [index, step] of steps.entries()) {
        await step(tx)
        progress(index + 1, steps.length)
      }
      const { courses, manuals, documents } = read.value
      await noteDeed(app, tx, {
        deed: 'centre.loaded',
        by: 'program',
        detail: { courses: courses.length, manuals: manuals.length, documents: documents.length },
      })
      return done(null)
    })
    .catch((error: unknown) => {
      if (error instanceof Unpublishable) return refuse([error.problem])
      throw error
    })
}

/**
 * Publishes the standing pages that are not there yet: a centre without the sample explains itself, too, and what it wrote itself stays.
 * Help follows the program, so it is renewed. Says how many pages changed.
 */
export async function loadMissingPages(app: App, folder: string): Promise<Result<number, CentreProblem[]>> {
  const read = await readPages(await openContentFiles(folder))
  if (!read.ok) return read
  const [pages, help] = [sourcesOf(read.value.pages), sourcesOf(read.value.help)]
  return app.db.transact(async (tx) => {
    let count = await renewHelp(app, tx, help)
    for (const source of pages) {
      if (await pageBySlug(tx, source.slug)) continue
      await publishPage(app, tx, source)
      count++
    }
    return done(count)
  })
}

/** Undoes the transaction of a load that a module refused. */
class Unpublishable extends Error {
  readonly problem: CentreProblem
  constructor(file: string, refusal: unknown) {
    super('refused by its module')
    const [rule, detail] = typeof refusal === 'string' ? [refusal, ''] : [String((refusal as { reason?: string }).reason), JSON.stringify(refusal)]
    this.problem = { file, line: 1, rule, detail }
  }
}

function demand<T>(file: string, result: Result<T, unknown>): void {
  if (!result.ok) throw new Unpublishable(file, result.refusal)
}

type Step = (tx: Tx) => Promise<void>

function stepsFor(app: App, files: ContentFiles, centre: WrittenCentre): Step[] {
  return [
    ...centre.courses.map(
      (written): Step =>
        (tx) =>
          loadCourse(app, tx, files, written),
    ),
    ...centre.manuals.map(
      (written): Step =>
        (tx) =>
          loadManual(app, tx, files, written),
    ),
    ...centre.documents.map(
      (written): Step =>
        (tx) =>
          loadDocument(app, tx, files, written),
    ),
    async (tx) => void (await loadGlossary(app, tx, centre.glossary)),
    ...sourcesOf(centre.cards).map(
      ({ slug, ...written }): Step =>
        async (tx) =>
          void (await publishCard(app, tx, { area: slug, ...written })),
    ),
    ...centre.tools.map(
      (tool): Step =>
        async (tx) =>
          demand(tool.file, await publishTool(app, tx, tool)),
    ),
    ...sourcesOf(centre.news).map(
      (source): Step =>
        (tx) =>
          publishNews(app, tx, source),
    ),
    ...sourcesOf(centre.pages).map(
      (source): Step =>
        (tx) =>
          publishPage(app, tx, source),
    ),
    async (tx) => void (await renewHelp(app, tx, sourcesOf(centre.help))),
  ]
}

async function loadCourse(app: App, tx: Tx, files: ContentFiles, written: WrittenCourse): Promise<void> {
  const { course, source: units, english, questions, folder, pack } = written
  const outcome = await publishCourse(app, tx, { course, units, english, files: await keepAll(app, files, folder, written.files) })
  demand(course.file, outcome)
  if (outcome.ok && outcome.value.changed)
    await noteDeed(app, tx, { deed: 'courses.published', by: 'program', on: `course:${course.code}`, detail: { version: course.version } })
  demand(course.file, await publishQuestions(app, tx, { course: course.code, questions }))
  if (!pack) return
  const sheets = { sheets: pack.source, english: pack.english, files: await keepAll(app, files, folder, pack.files) }
  demand(pack.pack.file, await publishPack(app, tx, { course: course.code, pack: pack.pack, ...sheets }))
}

async function loadManual(app: App, tx: Tx, files: ContentFiles, written: WrittenManual): Promise<void> {
  const { manual, source: chapters, english, folder } = written
  demand(manual.file, await publishManual(app, tx, { manual, chapters, english, files: await keepAll(app, files, folder, written.files) }))
}

async function loadDocument(app: App, tx: Tx, files: ContentFiles, { entry, path, reading }: WrittenDocument): Promise<void> {
  const bytes = await files.bytes(path)
  const name = path.split('/').at(-1) ?? ''
  const file = { hash: await app.blobs.keep(bytes), name, mediaType: mediaTypeOf(path) ?? 'application/octet-stream', size: bytes.byteLength }
  demand(entry.file, await publishDocument(app, tx, { entry, file, ...(reading && { reading }) }))
}

async function keepAll(app: App, files: ContentFiles, folder: string, names: readonly string[]): Promise<Map<string, BlobHash>> {
  const kept = new Map<string, BlobHash>()
  for (const name of names) kept.set(name, await app.blobs.keep(await files.bytes(`${folder}/${name}`)))
  return kept
}

function sourcesOf({ source, english }: ProseSet): ProseSource[] {
  return [...source].map(([slug, manuscript]) => {
    const translation = english.get(slug)
    return { slug, source: manuscript, ...(translation && { english: translation }) }
  })
}
