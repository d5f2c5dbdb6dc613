import { expect, test } from 'vitest'
import { tellingPlaces, tellsInText } from './telling.ts'

const account = { account: { homePage: 'http://centar.primer.test', name: '01900000-0000-7000-8000-000000000001' } }
const statement = {
  id: '01900000-0000-7000-8000-000000000002',
  actor: account,
  verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
  object: { id: 'http://centar.primer.test/xapi/activities/question/C01-G001/version/1', definition: { name: { sr: 'Питање' } } },
  result: { response: 'b', extensions: { 'http://centar.primer.test/ext/sequence': 1_801_011_710_016 } },
  timestamp: '2026-11-20T08:00:00.000Z',
}

test('a statement that names people by accounts tells nobody', () => {
  expect(tellingPlaces(statement)).toEqual([])
})

test.each([
  ['the name of the actor', { actor: { ...account, name: 'Ана Пробић' } }, 'actor.name'],
  ['an address of the actor', { actor: { mbox: 'mailto:ana@primer.test' } }, 'actor.mbox'],
  ['a sum of an address', { context: { instructor: { mbox_sha1sum: 'ebd31e95054c018b10727ccffd2ef2ec3a016ee9' } } }, 'context.instructor.mbox_sha1sum'],
  [
    'the name of somebody in a team',
    { context: { team: { objectType: 'Group', member: [{ ...account, name: 'Петар Огледни' }] } } },
    'context.team.member.0.name',
  ],
  ['an e-mail address in an answer', { result: { response: 'пишите на ana.probic@primer.test одмах' } }, 'result.response'],
  ['a personal number in an answer', { result: { response: 'јмбг 0101990710008' } }, 'result.response'],
  ['a personal number in an extension', { context: { extensions: { 'http://x.test/a': { b: ['0101990710008'] } } } }, 'context.extensions.http://x.test/a.b.0'],
])('%s is found, with its place', (_, more, path) => {
  expect(tellingPlaces({ ...statement, ...more }).map((one) => one.path)).toEqual([path])
})

test('thirteen digits are a personal number when day, month and check digit say so', () => {
  expect(tellsInText('0101990710008')).toBe(true)
  expect(tellsInText('0101990710007')).toBe(false)
  expect(tellsInText('1795430000000')).toBe(false)
  expect(tellsInText('010199071000812')).toBe(false)
})
