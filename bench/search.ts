/** How long a search takes among 20,000 things made of the sample centre's own sentences. */
import { glob, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { toLatin } from '@putokaz/serbian'
import type { Variant } from '#kernel/localized.ts'
import type { SearchKind, SearchText } from '#kernel/search-text.ts'
import { indexTexts, searchFor } from '#modules/search/index.ts'
import { type Database, openDatabase } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { startPrivatePostgres } from '#platform/postgres/index.ts'
import { allMigrations } from '../src/migrations.ts'
import { newDataFolder, table } from './rig.ts'

export interface SearchMeasure {
  readonly what: string
  readonly questions: number
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly slowest: string
}

const howMany = { items: 20_000, questions: 500 }

/** Measures on a private PostgreSQL of its own, which it takes away again. */
export async function benchSearch({ items, questions } = howMany): Promise<SearchMeasure[]> {
  const dataFolder = await newDataFolder()
  const postgres = await startPrivatePostgres({ dataFolder })
  if (!postgres.ok) throw new Error(JSON.stringify(postgres.refusal))
  const db = openDatabase({ connection: { ...postgres.value.connection, database: 'postgres' }, max: 8 })
  try {
    const migrated = await migrate(db, allMigrations)
    if (!migrated.ok) throw new Error(migrated.refusal)
    const choice = chooser(20261123)
    const text = await sentences()
    const things = Array.from({ length: items }, (_, number) => thing(number, text, choice))
    await indexTexts(db, 'bench', async () => things)
    const asked = Array.from({ length: questions }, () => question(text, choice))
    for (const one of asked.slice(0, 20)) await searchFor(db, one)
    return await measure(db, asked)
  } finally {
    await db.close()
    await postgres.value.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

interface Sentences {
  readonly serbian: readonly string[][]
  readonly english: readonly string[][]
}

async function sentences(): Promise<Sentences> {
  const found: { serbian: string[][]; english: string[][] } = { serbian: [], english: [] }
  for await (const file of glob(join(import.meta.dirname, '../centre/**/*.md'))) {
    const prose = (await readFile(file, 'utf8')).replace(/^---[\s\S]*?\n---\n/, '').replaceAll(/\{:[^}]*\}|^:::.*$/gm, '')
    const split = prose.split(/[.!?\n]+/).map((sentence) => sentence.match(/[\p{L}\p{N}]+/gu) ?? [])
    const long = split.filter((words) => words.length >= 4)
    ;(file.endsWith('.en.md') ? found.english : found.serbian).push(...long)
  }
  return found
}

interface Choice {
  below(number: number): number
  of<T>(list: readonly T[]): T
}

/** The same choices in every run (mulberry32). */
function chooser(seed: number): Choice {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (number: number) => Math.floor(next() * number)
  return { below, of: (list) => list[below(list.length)] as (typeof list)[number] }
}

const kinds: readonly SearchKind[] = ['unit', 'unit', 'unit', 'chapter', 'chapter', 'document', 'document', 'institution', 'news', 'term', 'act', 'course']
const areas = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7']

function thing(number: number, text: Sentences, choice: Choice): SearchText {
  const prose = (list: readonly string[][], length: number) => Array.from({ length }, () => choice.of(list).join(' ')).join('. ')
  const title = (list: readonly string[][]) =>
    choice
      .of(list)
      .slice(0, 3 + choice.below(5))
      .join(' ')
  const length = 4 + choice.below(20)
  const english = choice.below(3) === 0
  return {
    kind: choice.of(kinds),
    id: String(number),
    path: `/bench/${number}`,
    title: { 'sr-Cyrl': title(text.serbian), ...(english && { en: title(text.english) }) },
    body: { 'sr-Cyrl': prose(text.serbian, length), ...(english && { en: prose(text.english, length) }) },
    areas: [choice.of(areas)],
    date: `2026-${String(1 + choice.below(11)).padStart(2, '0')}-15`,
    sample: true,
  }
}

interface Asked {
  readonly what: string
  readonly query: string
  readonly variant: Variant
  readonly kind?: SearchKind
  readonly page: number
}

/** As people ask: mostly one to three words, in either script, some unfinished, mistyped or English. */
function question(text: Sentences, choice: Choice): Asked {
  const sentence = choice.of(text.serbian)
  const from = choice.below(sentence.length - 2)
  const words = sentence.slice(from, from + 1 + choice.below(3))
  const long = words.join(' ')
  const variant = choice.of(['sr-Cyrl', 'sr-Latn', 'en'] as const)
  const ask = (what: string, query: string): Asked => ({ what, query: choice.below(2) === 0 ? query : toLatin(query), variant, page: 1 })
  switch (choice.below(10)) {
    case 0:
      return ask('unfinished', long.slice(0, -2))
    case 1:
      return ask('mistyped', long.replace(/(.)(.)(?=.?$)/u, '$2$1'))
    case 2:
      return {
        ...ask(
          'English',
          choice
            .of(text.english)
            .slice(0, 1 + choice.below(3))
            .join(' '),
        ),
        variant: 'en',
      }
    case 3:
      return { ...ask('within a kind', long), kind: choice.of(kinds) }
    case 4:
      return { ...ask('a later page', long), page: 1 + choice.below(20) }
    case 5:
      return ask('a whole sentence', sentence.join(' '))
    default:
      return ask(words.length === 1 ? 'one word' : 'two or three words', long)
  }
}

async function measure(db: Database, asked: readonly Asked[]): Promise<SearchMeasure[]> {
  const times: { what: string; ms: number; query: string }[] = []
  for (const { what, ...one } of asked) {
    const before = performance.now()
    const { total } = await searchFor(db, one)
    times.push({ what, ms: performance.now() - before, query: `${one.query} (${total})` })
  }
  const groups = Map.groupBy(times, ({ what }) => what)
  return [['all', times] as const, ...groups].map(([what, group]) => {
    const sorted = group.toSorted((a, b) => a.ms - b.ms)
    const at = (share: number) => Number((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.ms ?? 0).toFixed(1))
    return { what, questions: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), slowest: sorted.at(-1)?.query ?? '' }
  })
}

export async function measureSearch(): Promise<string> {
  const measured = await benchSearch()
  return table(
    ['asked', 'questions', 'p50 ms', 'p95 ms', 'p99 ms'],
    measured.map(({ what, questions, p50, p95, p99 }) => [what, questions, p50, p95, p99]),
  )
}
