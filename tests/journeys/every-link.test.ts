import { beforeAll, describe, expect, it } from 'vitest'
import { prefixes } from '../support/browser.ts'
import { type Answer, crawl } from '../support/crawl.ts'
import { faultsOfHeaders } from '../support/headers.ts'
import { sessionOf } from '../support/people.ts'

describe.each(prefixes)('All that can be reached by links from /%s', (prefix) => {
  let answers: Answer[] = []
  beforeAll(async () => {
    answers = await crawl(`/${prefix}`)
  }, 180_000)

  it('is there, and nothing is broken', () => {
    expect(answers.length).toBeGreaterThan(80)
    expect(answers.filter(({ status }) => status >= 400).map(({ status, path, from }) => `${status} ${path} from ${from}`)).toEqual([])
  })

  it('carries the safe headers, pages, feeds, files, scripts and fonts alike', () => {
    expect(answers.flatMap(({ path, headers, status }) => faultsOfHeaders(headers, status).map((fault) => `${path}: ${fault}`))).toEqual([])
  })

  it('has every page under a title of its own', () => {
    const pages = answers.filter(({ status, headers, path }) => status === 200 && headers.get('content-type')?.startsWith('text/html') && !path.includes('?'))
    const titles = pages.map(({ body, path }) => ({ path, title: /<title>([^<]*)</.exec(body)?.[1] ?? '' }))
    const twice = titles.filter(({ title, path }) => title === '' || titles.some((other) => other.title === title && other.path !== path))
    expect(twice).toEqual([])
  })

  it('shows no text of another script than its own, outside what is marked as such', () => {
    const strange = answers.filter(({ body, path }) => prefix === 'sr-latn' && path.startsWith('/sr-latn') && /<(title|h1)[^>]*>[^<]*[Ѐ-ӿ]/.test(body))
    expect(strange.map(({ path }) => path)).toEqual([])
  })
})

it('A signed-in learner meets no broken link either', { timeout: 180_000 }, async () => {
  const answers = await crawl('/sr', await sessionOf('learner'))
  expect(answers.filter(({ status }) => status >= 400).map(({ status, path, from }) => `${status} ${path} from ${from}`)).toEqual([])
})
