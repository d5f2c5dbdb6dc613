import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { reversed, statement } from '../test/arbitrary.ts'
import { cases } from '../test/cases.ts'
import { canonical, type Statement, sameStatement } from './index.ts'

describe('comparing statements', () => {
  test.each(cases<{ same: boolean; a: Statement; b: Statement }>('comparing'))('$case', ({ same, a, b }) => {
    expect(sameStatement(a, b)).toBe(same)
    expect(sameStatement(b, a)).toBe(same)
  })

  test('never looks at the order of keys', () => {
    fc.assert(
      fc.property(statement, (one) => {
        expect(canonical(reversed(one))).toBe(canonical(one))
      }),
    )
  })

  test('never looks at what a record store adds', () => {
    const added = { stored: '2026-11-23T10:00:01Z', authority: { mbox: 'mailto:proba@uzorak.example' }, version: '1.0.0' }
    fc.assert(
      fc.property(statement, (one) => {
        expect(canonical({ ...one, ...added })).toBe(canonical(one))
        expect(sameStatement({ timestamp: added.stored, ...one }, one)).toBe(true)
      }),
    )
  })

  test('tells another verb, actor or answer from the one that is there', () => {
    fc.assert(
      fc.property(statement, (one) => {
        expect(sameStatement(one, { ...one, verb: { id: 'https://c.example/other' } })).toBe(false)
        expect(sameStatement(one, { ...one, actor: { mbox: 'mailto:druga@uzorak.example' } })).toBe(false)
        expect(sameStatement(one, { ...one, result: { response: 'nothing so long is made up' } })).toBe(false)
      }),
    )
  })

  // Hashes of this text are stored for ever: a statement of the Centre's must get the same one from every later version.
  test('of a statement of the Centre gives the text that is hashed in every record', () => {
    const said: Statement = {
      timestamp: '2026-11-23T11:00:00+01:00',
      id: '01890a5d-ac96-774b-bcce-b302099a8057',
      actor: { account: { name: 'a', homePage: 'https://centre.example' } },
      verb: { id: 'http://adlnet.gov/expapi/verbs/scored' },
      object: { id: 'https://centre.example/xapi/activities/course/C01' },
      result: { score: { scaled: 0.5 }, duration: 'PT1M' },
    }
    expect(canonical(said)).toBe(
      '{"actor":{"account":{"homePage":"https://centre.example","name":"a"}},"id":"01890a5d-ac96-774b-bcce-b302099a8057",' +
        '"object":{"id":"https://centre.example/xapi/activities/course/C01"},"result":{"duration":"PT1M","score":{"scaled":0.5}},' +
        '"timestamp":"2026-11-23T10:00:00.000Z","verb":{"id":"http://adlnet.gov/expapi/verbs/scored"}}',
    )
  })
})
