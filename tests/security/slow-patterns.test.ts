/** SEC-35: no regular expression and no parser that hostile input could make slow. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseManuscript } from '@putokaz/manuscript'
import { analyse, convertMarked, fold, slug, toCyrillic, toLatin } from '@putokaz/serbian'
import { parseStatements } from '@putokaz/xapi'
import { checkSync } from 'recheck'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { readCsv } from '#platform/csv.ts'
import { root } from '../support/server.ts'

const scripts = /<script[^>]*>([\s\S]*?)<\/script>/g

/** The source of each pattern written in the program, with the file that has it. */
function patterns(): Map<string, string> {
  const found = new Map<string, string>()
  for (const folder of ['src', 'packages', 'bin']) {
    for (const file of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!/\.(ts|mjs|svelte)$/.test(file) || /generated|node_modules|\.test\.ts$/.test(file)) continue
      const text = readFileSync(join(root, folder, file), 'utf8')
      const code = file.endsWith('.svelte') ? [...text.matchAll(scripts)].map(([, inside]) => inside).join('\n') : text
      for (const pattern of patternsIn(code)) found.set(pattern, `${folder}/${file}`)
    }
  }
  return found
}

function patternsIn(code: string): string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('x.ts', code, ts.ScriptTarget.Latest))
  return found
}

describe('every regular expression', () => {
  const all = [...patterns()]

  test('is looked at', () => {
    expect(all.length).toBeGreaterThan(200)
  })

  test('takes a time that grows with its input and no faster', () => {
    const slow = all.flatMap(([pattern, file]) => {
      const end = pattern.lastIndexOf('/')
      const { status } = checkSync(pattern.slice(1, end), pattern.slice(end + 1), { timeout: 30_000 })
      return status === 'safe' ? [] : [`${file}: ${pattern} ${status}`]
    })
    expect(slow).toEqual([])
  })

  test('is written as a literal: what somebody typed never becomes a pattern', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.(ts|svelte)$/.test(file) && !/generated|\.test\.ts$/.test(file),
    )
    expect(sources.filter((file) => /\bRegExp\(/.test(readFileSync(join(root, 'src', file), 'utf8')))).toEqual([])
  })
})

const long = 100_000
const hostile: [string, string][] = [
  ['one letter', 'а'.repeat(long)],
  ['one digit', '1'.repeat(long)],
  ['spaces', ' '.repeat(long)],
  ['lines', '\n'.repeat(long)],
  ['open brackets', '['.repeat(long)],
  ['marks', '[]{keep'.repeat(long / 7)],
  ['tags', '<svg '.repeat(long / 5)],
  ['stars', '*'.repeat(long)],
  ['stars and letters', '*a_'.repeat(long / 3)],
  ['quotes', '> '.repeat(long / 2)],
  ['directives', ':::box\n'.repeat(long / 7)],
  ['backticks', '`a'.repeat(long / 2)],
  ['separators', ';'.repeat(long)],
  ['quotation marks', '"'.repeat(long)],
  ['open quotation marks', '"a,'.repeat(long / 3)],
  ['deep lists', '- '.repeat(long / 2)],
  ['deep JSON', `${'['.repeat(long / 2)}${']'.repeat(long / 2)}`],
]

const parsers: [string, (text: string) => unknown][] = [
  ['search keys', analyse],
  ['folding', fold],
  ['Latin', toLatin],
  ['Cyrillic', toCyrillic],
  ['marked passages', (text) => convertMarked(text, 'latin')],
  ['addresses', slug],
  ['manuscripts', (text) => parseManuscript(text, { file: 'x.md', kind: 'page' })],
  ['CSV', (text) => readCsv(text, [])],
  ['statements', (text) => parseStatements(text)],
]

/** So many times what the same input costs when it is read once, sign by sign, in the same moment: machines differ, growth does not. */
const mostTimes = 400
/** Four times the input may cost so many times as much; where time grows with the square it is sixteen. */
const mostGrowth = 9

describe.each(parsers)('the parser of %s', (_, parse) => {
  test.each(hostile)('is not slowed by %s', (_what, text) => {
    const cost = (work: () => unknown) => {
      const began = process.cpuUsage()
      work()
      const { user, system } = process.cpuUsage(began)
      return (user + system) / 1000
    }
    const reading = Math.max(
      cost(() => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0)),
      0.5,
    )
    const part = text.slice(0, text.length / 4)
    cost(() => parse(part))
    const [quarter, whole] = [
      Math.max(
        cost(() => parse(part)),
        1,
      ),
      cost(() => parse(text)),
    ]
    // What takes a moment for each sign is slow, but nobody can make it stand still.
    if (whole / reading >= mostTimes) expect(whole / quarter).toBeLessThan(mostGrowth)
    expect(whole / reading).toBeLessThan(20 * mostTimes)
  })
})
