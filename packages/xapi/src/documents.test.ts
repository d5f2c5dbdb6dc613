import { describe, expect, test } from 'vitest'
import { cases } from '../test/cases.ts'
import {
  type DocumentMethod,
  mergeDocuments,
  parseActivitiesParams,
  parseAgent,
  parseAgentsParams,
  parseProfileParams,
  parseStateParams,
  personOf,
  type Reading,
} from './index.ts'

type Written = [contentType: string, body: string]
const documentOf = ([contentType, body]: Written) => ({ contentType, body: new TextEncoder().encode(body) })

describe('a document that is posted', () => {
  test.each(cases<{ old: Written | null; patch: Written; new?: Written }>('documents'))('$case', ({ old, patch, clause, ...given }) => {
    const merged = mergeDocuments(old ? documentOf(old) : undefined, documentOf(patch))
    if (given.new) expect(merged).toEqual({ ok: true, value: documentOf(given.new) })
    else expect(merged.ok ? [] : merged.refusal).toEqual([{ path: '', rule: expect.stringMatching(new RegExp(`^${clause}: .`)) }])
  })
})

const read: Readonly<Record<string, (params: URLSearchParams, method: DocumentMethod) => Reading<unknown>>> = {
  state: (params, method) => parseStateParams(params, '1.0.3', method),
  'agents/profile': (params, method) => parseProfileParams(params, 'agent', '1.0.3', method),
  'activities/profile': (params, method) => parseProfileParams(params, 'activity', '1.0.3', method),
  agents: (params) => parseAgentsParams(params, '1.0.3'),
  activities: (params) => parseActivitiesParams(params, '1.0.3'),
}

describe('parameters', () => {
  test.each(cases<{ resource: string; method: DocumentMethod; query: [string, string][]; value?: unknown; path?: string }>('parameters'))('$case', (given) => {
    const reading = read[given.resource]?.(new URLSearchParams(given.query), given.method)
    if (given.value !== undefined) expect(reading).toEqual({ ok: true, value: given.value })
    else expect(reading?.ok === false && reading.refusal).toContainEqual({ path: given.path, rule: expect.stringMatching(new RegExp(`^${given.clause}: .`)) })
  })
})

describe('agents', () => {
  test('are read from a text and from a value, and refused when they have two identifiers', () => {
    const value = { mbox: 'mailto:marija.primer@uzorak.example' }
    expect(parseAgent(JSON.stringify(value), '1.0.3')).toEqual({ ok: true, value })
    expect(parseAgent(value, '2.0.0')).toEqual({ ok: true, value })
    expect(parseAgent({ ...value, openid: 'https://primer.example' }, '1.0.3')).toMatchObject({ ok: false })
  })

  test('become one person, each value once', () => {
    const mbox = 'mailto:marija.primer@uzorak.example'
    const account = { homePage: 'https://centre.example', name: 'a' }
    expect(personOf([{ name: 'Марија Пример', mbox }, { objectType: 'Agent', mbox }, { account }])).toEqual({
      objectType: 'Person',
      name: ['Марија Пример'],
      mbox: [mbox],
      account: [account],
    })
  })
})
