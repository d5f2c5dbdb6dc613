/** Reads all of `centre/`, and gives either everything or every problem with its file, line and rule. */
import {
  allBlocks,
  type Block,
  type CourseSource,
  checkCard,
  checkCourse,
  checkFacts,
  checkPack,
  checkTool,
  type DocumentSource,
  factUses,
  type ManualSource,
  type Manuscript,
  type PackSource,
  type Parsed,
  type ProseKind,
  parseCourse,
  parseDocumentEntry,
  parseFacts,
  parseGlossary,
  parseManual,
  parseManuscript,
  parsePack,
  parseQuestions,
  parseTool,
  type QuestionSource,
  questionFacts,
  type Register,
  type TermSource,
  type ToolSource,
  toolFacts,
} from '@putokaz/manuscript'
import { done, type Result, refuse } from '#kernel/result.ts'
import { type ContentFiles, mediaTypeOf } from './content-files.ts'
import { catalogueText, quoteTexts } from './quoted-texts.ts'
import type { Registers } from './read-registers.ts'

/** A place in the content and the rule it breaks. */
export interface CentreProblem {
  readonly file: string
  readonly line: number
  readonly rule: string
  readonly detail: string
}

/** Prose in its source language, by name, with the translations that stand beside it. */
export interface ProseSet {
  readonly source: Map<string, Manuscript>
  readonly english: Map<string, Manuscript>
}

export interface WrittenCourse extends ProseSet {
  readonly folder: string
  readonly course: CourseSource
  readonly questions: QuestionSource[]
  /** How it is taught in a room. */
  readonly pack?: WrittenPack
  readonly files: string[]
}

export interface WrittenPack extends ProseSet {
  readonly pack: PackSource
  readonly files: string[]
}

export interface WrittenManual extends ProseSet {
  readonly folder: string
  readonly manual: ManualSource
  readonly files: string[]
}

export interface WrittenDocument {
  readonly entry: DocumentSource
  readonly path: string
  readonly reading?: { readonly source: Manuscript; readonly english?: Manuscript }
}

export interface WrittenCentre {
  readonly courses: WrittenCourse[]
  readonly manuals: WrittenManual[]
  readonly documents: WrittenDocument[]
  readonly glossary: TermSource[]
  readonly cards: ProseSet
  readonly tools: ToolSource[]
  readonly news: ProseSet
  readonly pages: ProseSet
  readonly help: ProseSet
  /** Every file of prose there is, of whatever kind and language. */
  readonly prose: readonly Manuscript[]
}

export async function readCentre(files: ContentFiles, registers: Registers): Promise<Result<WrittenCentre, CentreProblem[]>> {
  const desk = openDesk(files)
  const register = registerOf(registers)
  const centre: WrittenCentre = {
    courses: await inOrder(foldersWith(files, 'courses', 'course.yaml'), (folder) => readCourse(desk, folder, register)),
    manuals: await inOrder(foldersWith(files, 'library/manuals', 'manual.yaml'), (folder) => readManual(desk, folder)),
    documents: await inOrder(files.below('library/documents', '.yaml'), (path) => readDocument(desk, path)),
    glossary: files.has('glossary.yaml') ? (desk.take(parseGlossary(await files.text('glossary.yaml'), { file: 'glossary.yaml' })) ?? []) : [],
    cards: await readCards(desk, register),
    tools: await readTools(desk, register),
    news: await readProse(desk, 'news', 'news'),
    pages: await readProse(desk, 'pages', 'page'),
    help: await readHelp(desk),
    prose: desk.prose,
  }
  await refuseFacts(desk, centre)
  return desk.problems.length > 0 ? refuse(desk.problems) : done(centre)
}

const factRegister = 'registers/facts.yaml'

/** Facts that passages, questions and terms name are in the register and carry no more than it gives. */
async function refuseFacts(desk: Desk, { courses, glossary, tools }: WrittenCentre): Promise<void> {
  const { files, prose, problems } = desk
  const register = files.has(factRegister) ? desk.take(parseFacts(await files.text(factRegister), { file: factRegister })) : []
  if (!register) return
  const terms = glossary.flatMap(({ file, line, fact, mark }) => (fact === undefined ? [] : [{ file, line, fact, mark }]))
  const uses = [...prose.flatMap(factUses), ...courses.flatMap(({ questions }) => questionFacts(questions)), ...tools.flatMap(toolFacts), ...terms]
  problems.push(...checkFacts(uses, register))
}

/** The standing pages and help alone: they come with the program, whatever content a centre has. */
export async function readPages(files: ContentFiles): Promise<Result<Pick<WrittenCentre, 'pages' | 'help'>, CentreProblem[]>> {
  const desk = openDesk(files)
  const pages = await readProse(desk, 'pages', 'page')
  const help = await readHelp(desk)
  return desk.problems.length > 0 ? refuse(desk.problems) : done({ pages, help })
}

/** Help quotes the texts of the screen, so those are put in before it is read. */
async function readHelp(desk: Desk): Promise<ProseSet> {
  const { files, problems } = desk
  const text = async (path: string) => {
    const written = await files.text(path)
    const quoted = quoteTexts(written, path.endsWith('.en.md') ? 'en' : 'sr-Cyrl', catalogueText)
    if (quoted.ok) return quoted.value
    problems.push(...quoted.refusal.map(({ line, key }) => ({ file: path, line, rule: 'text-unknown', detail: key })))
    return written
  }
  return readProse({ ...desk, files: { ...files, text } }, 'help', 'page')
}

/** Where files are read, and prose and problems gathered. */
interface Desk {
  readonly files: ContentFiles
  readonly prose: Manuscript[]
  readonly problems: CentreProblem[]
  take<T>(parsed: Parsed<T>): T | undefined
}

function openDesk(files: ContentFiles): Desk {
  const problems: CentreProblem[] = []
  const prose: Manuscript[] = []
  return {
    files,
    prose,
    problems,
    take(parsed) {
      if (parsed.ok) return parsed.value
      problems.push(...parsed.problems)
      return undefined
    },
  }
}

function registerOf({ acts, areas, posts }: Registers): Register {
  const codes = (list: readonly { code: string }[]) => new Set(list.map((one) => one.code))
  return { acts: codes(acts), areas: codes(areas), posts: codes(posts) }
}

function foldersWith(files: ContentFiles, parent: string, name: string): string[] {
  return files.below(parent, `/${name}`).map((path) => path.slice(0, -name.length - 1))
}

async function inOrder<T, R>(list: readonly T[], read: (one: T) => Promise<R | undefined>): Promise<R[]> {
  const found: R[] = []
  for (const one of list) {
    const result = await read(one)
    if (result !== undefined) found.push(result)
  }
  return found
}

/** One file of prose, kept for what is checked over all of them. */
async function readOne(desk: Desk, file: string, kind: ProseKind): Promise<Manuscript | undefined> {
  const manuscript = desk.take(parseManuscript(await desk.files.text(file), { file, kind }))
  if (manuscript) desk.prose.push(manuscript)
  return manuscript
}

async function readProse(desk: Desk, folder: string, kind: ProseKind): Promise<ProseSet> {
  const set: ProseSet = { source: new Map(), english: new Map() }
  for (const path of desk.files.below(folder, '.md')) {
    const manuscript = await readOne(desk, path, kind)
    if (!manuscript) continue
    const name = path.slice(folder.length + 1).replace(/\.md$/, '')
    if (name.endsWith('.en')) set.english.set(name.slice(0, -3), manuscript)
    else set.source.set(name, manuscript)
  }
  return set
}

async function readCourse(desk: Desk, folder: string, register: Register): Promise<WrittenCourse | undefined> {
  const { files } = desk
  const course = desk.take(parseCourse(await files.text(`${folder}/course.yaml`), { file: `${folder}/course.yaml` }))
  const units = await readProse(desk, `${folder}/units`, 'unit')
  const questions = (
    await inOrder(files.below(`${folder}/questions`, '.yaml'), async (file) => desk.take(parseQuestions(await files.text(file), { file })))
  ).flat()
  if (!course) return undefined
  desk.problems.push(...checkCourse(course, units.source, questions, register))
  const pack = await readPack(desk, folder, course, register)
  return { folder, course, questions, ...units, files: attached(desk, folder, units), ...(pack && { pack }) }
}

/** The trainer's pack of a course; undefined where there is none, or nothing that can be read as one. */
async function readPack(desk: Desk, folder: string, course: CourseSource, register: Register): Promise<WrittenPack | undefined> {
  const below = `${folder}/trainer-pack`
  const file = `${below}/pack.yaml`
  const sheets = await readProse(desk, below, 'sheet')
  if (!desk.files.has(file)) {
    for (const sheet of sheets.source.values()) desk.problems.push({ file: sheet.file, line: 1, rule: 'sheet-unlisted', detail: file })
    return undefined
  }
  const pack = desk.take(parsePack(await desk.files.text(file), { file }))
  if (!pack) return undefined
  desk.problems.push(...checkPack(pack, sheets, course, register))
  return { pack, ...sheets, files: attached(desk, folder, sheets) }
}

async function readCards(desk: Desk, register: Register): Promise<ProseSet> {
  const cards = await readProse(desk, 'library/cards', 'card')
  for (const [name, card] of [...cards.source, ...cards.english]) desk.problems.push(...checkCard(card, name, register))
  return cards
}

async function readTools(desk: Desk, register: Register): Promise<ToolSource[]> {
  const paths = desk.files.below('tools', '.yaml')
  const nameOf = (path: string) => path.slice('tools/'.length, -'.yaml'.length)
  const names = new Set(paths.map(nameOf))
  const tools = await inOrder(paths, async (file) => desk.take(parseTool(await desk.files.text(file), { file })))
  for (const tool of tools) desk.problems.push(...checkTool(tool, nameOf(tool.file), register, names))
  return tools
}

async function readManual(desk: Desk, folder: string): Promise<WrittenManual | undefined> {
  const manual = desk.take(parseManual(await desk.files.text(`${folder}/manual.yaml`), { file: `${folder}/manual.yaml` }))
  const chapters = await readProse(desk, folder, 'chapter')
  return manual && { folder, manual, ...chapters, files: attached(desk, folder, chapters) }
}

async function readDocument(desk: Desk, path: string): Promise<WrittenDocument | undefined> {
  const { files, problems } = desk
  const entry = desk.take(parseDocumentEntry(await files.text(path), { file: path }))
  if (!entry) return undefined
  const attachment = `library/documents/${entry.attachment}`
  const line = entry.lines.file ?? 1
  if (!files.has(attachment)) problems.push({ file: path, line, rule: 'file-missing', detail: entry.attachment })
  else if (mediaTypeOf(attachment) === undefined) problems.push({ file: path, line, rule: 'file-type', detail: entry.attachment })
  if (!attachment.endsWith('.md') || !files.has(attachment)) return { entry, path: attachment }
  const read = async (file: string) => (files.has(file) ? readOne(desk, file, 'document') : undefined)
  const [source, english] = [await read(attachment), await read(attachment.replace(/\.md$/, '.en.md'))]
  return { entry, path: attachment, ...(source && { reading: { source, ...(english && { english }) } }) }
}

/** The files that passages show or offer, each of which must be there and of a kind that may be published. */
function attached({ files, problems }: Desk, folder: string, set: ProseSet): string[] {
  const names = new Set<string>()
  for (const { name, file, line } of [...set.source.values(), ...set.english.values()].flatMap(namedFiles)) {
    if (!files.has(`${folder}/${name}`)) problems.push({ file, line, rule: 'file-missing', detail: name })
    else if (mediaTypeOf(name) === undefined) problems.push({ file, line, rule: 'file-type', detail: name })
    else names.add(name)
  }
  return [...names].sort()
}

function namedFiles({ file, lines, blocks }: Manuscript): { name: string; file: string; line: number }[] {
  return allBlocks(blocks).flatMap((block) => filesOf(block).map((name) => ({ name, file, line: lines[block.id] ?? 1 })))
}

function filesOf(block: Block): string[] {
  if (block.kind === 'figure' || block.kind === 'file') return [block.src]
  return block.kind === 'video' ? [block.src, block.captions] : []
}
