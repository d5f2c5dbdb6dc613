/**
 * `npm run content` tells how the content stands: what the load would refuse, how questions cover outcomes, how long sentences are,
 * what is not translated, and which claims name no fact. With `--write` it writes docs/content-gaps.md, keeping the reasons.
 */
import { writeFileSync } from 'node:fs'
import { chaptersOf } from './content/chapters.ts'
import { coverageTable } from './content/coverage.ts'
import { gapsFile, gapsPage, isSame, openClaims, writtenGaps } from './content/gaps.ts'
import { readThisCentre } from './content/read.ts'
import { meanSentence } from './content/sentences.ts'

const say = (line = '') => process.stdout.write(`${line}\n`)

const centre = await readThisCentre()
for (const written of centre.courses.filter(({ course }) => course.status === 'published')) say(`${coverageTable(written)}\n`)

say('Words in a sentence')
for (const chapter of chaptersOf(centre)) say(`${meanSentence(chapter).toFixed(1).padStart(6)}  ${chapter.name}`)

const english = new Set(centre.prose.filter(({ lang }) => lang === 'en').map(({ file }) => file))
const untranslated = centre.prose.filter(({ file, lang }) => lang === 'sr-Cyrl' && !english.has(file.replace(/\.md$/, '.en.md')))
say(`\nNot in English: ${untranslated.length}`)
for (const { file } of untranslated) say(`        ${file}`)

const claims = openClaims(centre)
const known = writtenGaps()
if (process.argv.includes('--write')) writeFileSync(gapsFile, gapsPage(claims, known))
const missing = claims.filter((claim) => !known.some((gap) => isSame(gap, claim)))
const stale = known.filter((gap) => !claims.some((claim) => isSame(gap, claim)))
say(`\nClaims without a fact: ${claims.length}; not in docs/content-gaps.md: ${missing.length}; stale there: ${stale.length}`)
for (const { file, line, place, words } of missing) say(`        ${file}:${line} ${place} (${words.join(', ')})`)
for (const { file, place } of stale) say(`  stale ${file} ${place}`)
