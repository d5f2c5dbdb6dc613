import type { Lines, Localized, Mark } from './document.ts'
import { code, day, id, localized, localizedOrPlain, mark, refuseDisorder, refuseTwins, slug } from './fields.ts'
import type { Parsed } from './problem.ts'
import { flag, listOf, oneOf, parseYaml, type Read, record, shaped, text } from './yaml-nodes.ts'

/** `manual.yaml`: `chapters` are file names without ending, in order. */
export type ManualSource = {
  file: string
  lines: Lines
  slug: string
  title: Localized
  summary: Localized
  edition: string
  published: string
  legalState?: string
  sample?: boolean
  owner: Localized
  checked: string
  nextCheck: string
  areas: string[]
  audience: Localized
  chapters: string[]
}

/** `documents/<slug>.yaml`: what is said about a file. */
export type DocumentSource = {
  file: string
  lines: Lines
  title: Localized
  summary: Localized
  /** The file the entry is about, beside it. */
  attachment: string
  type: 'guide' | 'form' | 'template' | 'figure' | 'data'
  language: string
  areas: string[]
  tags: Localized[]
  jurisdiction: string
  date: string
  owner: Localized
  checked: string
  nextCheck: string
  sample?: boolean
  licence?: string
}

/** One entry of `glossary.yaml`. */
export type TermSource = {
  file: string
  line: number
  id: string
  term: Localized
  also: string[]
  /** Forms in which a text may have it, beside its cases. */
  forms?: string[]
  definition: Localized
  fact?: string
  mark: Mark
  areas: string[]
}

const care = { owner: localizedOrPlain, checked: day, nextCheck: day }

const manual = record(
  {
    ...care,
    slug,
    title: localized,
    summary: localized,
    edition: text,
    published: day,
    areas: listOf(code),
    audience: localizedOrPlain,
    chapters: listOf(slug, 1),
  },
  { legalState: day, sample: flag },
)

const wholeManual: Read<ManualSource> = (node, at) => {
  const read = manual(node, at)
  refuseDisorder(node, at)
  if (read) refuseTwins(read.chapters, at, 'chapters')
  return read && { ...read, file: at.sheet.file, lines: at.sheet.lines }
}

/** Reads `manual.yaml`. */
export function parseManual(yaml: string, { file }: { file: string }): Parsed<ManualSource> {
  return parseYaml(yaml, file, wholeManual)
}

const entry = record(
  {
    ...care,
    title: localized,
    summary: localized,
    file: shaped(/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/),
    type: oneOf('guide', 'form', 'template', 'figure', 'data'),
    language: shaped(/^[a-z]{2,3}(-[A-Z][a-z]{3})?$/),
    areas: listOf(code),
    jurisdiction: shaped(/^[A-Z]{2,3}$/),
    date: day,
  },
  { tags: listOf(localizedOrPlain), sample: flag, licence: text },
)

const wholeEntry: Read<DocumentSource> = (node, at) => {
  const read = entry(node, at)
  refuseDisorder(node, at)
  if (!read) return undefined
  const { file: attachment, ...rest } = read
  return { tags: [], ...rest, attachment, file: at.sheet.file, lines: at.sheet.lines }
}

/** Reads `documents/<slug>.yaml`. */
export function parseDocumentEntry(yaml: string, { file }: { file: string }): Parsed<DocumentSource> {
  return parseYaml(yaml, file, wholeEntry)
}

const term = record({ id, term: localized, definition: localized, mark }, { also: listOf(text), forms: listOf(text), fact: text, areas: listOf(code) })

const terms: Read<TermSource[]> = (node, at) => {
  const read = listOf<TermSource>((item, here) => {
    const one = term(item, here)
    return one && { also: [], areas: [], ...one, file: here.sheet.file, line: here.line }
  })(node, at)
  if (read)
    refuseTwins(
      read.map(({ id }) => id),
      at,
      '',
    )
  return read
}

/** Reads `glossary.yaml`. */
export function parseGlossary(yaml: string, { file }: { file: string }): Parsed<TermSource[]> {
  return parseYaml(yaml, file, terms)
}
