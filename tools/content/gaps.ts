/** `docs/content-gaps.md`: what says something of law or of a number without a fact, each with the reason why it may. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WrittenCentre } from '#centre/read-centre.ts'
import { type Claim, passageClaims, questionClaims } from './claims.ts'
import { root } from './read.ts'

export const gapsFile = join(root, 'docs/content-gaps.md')

/** A claim and why it may stand without a fact. */
export interface Gap {
  readonly file: string
  readonly place: string
  readonly words: string
  readonly reason: string
}

/** Every claim of the centre that names no fact. Translations follow their source; the help tells of the program, whose own numbers need none. */
export function openClaims({ prose, courses }: Pick<WrittenCentre, 'prose' | 'courses'>): Claim[] {
  const passages = prose.filter(({ lang, file }) => lang === 'sr-Cyrl' && !file.startsWith('help/')).flatMap(passageClaims)
  return [...passages, ...courses.flatMap(({ questions }) => questionClaims(questions))].toSorted((a, b) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line,
  )
}

/** The list as it is written down. */
export function writtenGaps(): Gap[] {
  const text = existsSync(gapsFile) ? readFileSync(gapsFile, 'utf8') : ''
  return text.split('\n').flatMap((line): Gap[] => {
    const [file, place, words, reason] = /^\| `(.+?)` \| (.+?) \| (.+?) \| (.*?) \|$/.exec(line)?.slice(1) ?? []
    return file && place && words ? [{ file, place, words, reason: reason ?? '' }] : []
  })
}

/** The same claim, wherever it has moved in its file. */
export function isSame(gap: Gap, claim: Claim): boolean {
  return gap.file === claim.file && gap.place === claim.place && gap.words === claim.words.join(', ')
}

/** The list as it should be, with the reasons that were given already. */
export function gapsPage(claims: readonly Claim[], known: readonly Gap[]): string {
  const rows = claims.map((claim) => {
    const kept = known.find((gap) => isSame(gap, claim)) ?? known.find((gap) => gap.file === claim.file && gap.place === claim.place)
    return `| \`${claim.file}\` | ${claim.place} | ${claim.words.join(', ')} | ${kept?.reason ?? ''} |`
  })
  return `${head}\n${rows.join('\n')}\n`
}

const head = `# What stands without a fact

<!-- The rows are found by \`npm run content -- --write\`; the reasons are written by hand. A test fails when a row is missing, stale or without a reason. -->

Each passage and question below has a word of law or a figure in it and names no fact of the register. The reason says why that may be so. Words of the law in an invented scene are repeated from a passage with a source; figures in an exercise are part of the method.

| file in \`centre/\` | place | words | why it may stand |
|---|---|---|---|`
