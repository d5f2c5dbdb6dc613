import fc from 'fast-check'
import { expect, test } from 'vitest'
import { actorWith } from '../../../../tests/support/actors.ts'
import { checkPassword, parseEmail, parseName, parseUserName } from './login.ts'
import { may } from './policy.ts'
import { returnPath } from './return-path.ts'

test.each([
  ['ana@primer.rs', 'ana@primer.rs'],
  ['  Ana.Probic@Primer.RS ', 'ana.probic@primer.rs'],
  ['ана@пример.срб', 'ана@пример.срб'],
])('%s is an address: %s', (typed, expected) => {
  expect(parseEmail(typed)).toEqual({ ok: true, value: expected })
})

test.each(['', 'ana', 'ana@', '@primer.rs', 'a b@primer.rs', 'ana@primer', `${'a'.repeat(250)}@primer.rs`, 'ana@primer.rs\r\nBcc: x@y.rs', 'a,b@primer.rs'])(
  '%j is no address',
  (typed) => {
    expect(parseEmail(typed).ok).toBe(false)
  },
)

test.each([
  ['kratka', 'password-too-short'],
  ['ana@primer.rs', 'password-is-the-login'],
  ['ababababab', 'password-too-common'],
  ['aaaaaaaaaa', 'password-too-common'],
  ['x'.repeat(150) + 'y'.repeat(51), 'password-too-long'],
  ['три кафе и једна вода', undefined],
])('the password %j: %s', (password, expected) => {
  expect(checkPassword(password, 'ana@primer.rs')).toBe(expected)
})

test('a name stays one line of what was written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      const name = parseName(typed)
      if (name !== undefined) expect(name).not.toMatch(/\p{Cc}|^\s|\s$/u)
    }),
  )
  expect(parseName('  Сабó \n Петер ')).toBe('Сабó Петер')
})

test.each(['A', 'ab', 'ана', 'a b', '-ab', 'a'.repeat(41)])('%j is no user name', (typed) => {
  expect(parseUserName(typed).ok).toBe(false)
})

test.each([
  '//evil.example/sr/',
  'https://evil.example',
  '/\\evil.example',
  '/sr//evil.example',
  'javascript:alert(1)',
  '/srx',
  '/sr/\u0000',
  '/evil',
  ' /sr',
  '/sr\\..',
  '',
  null,
])('nobody is brought to %j', (path) => {
  expect(returnPath(path)).toBeUndefined()
})

test.each(['/sr', '/sr/courses/C01/tests/1', '/sr-latn/me?x=1', '/en/search?q=obuka'])('one is brought back to %s', (path) => {
  expect(returnPath(path)).toBe(path)
})

test('a visitor may do nothing that needs a right, a learner only her own learning', () => {
  const learner = actorWith(['learner'])
  expect(may(null, 'take-tests')).toBe(false)
  expect(may(learner, 'take-tests')).toBe(true)
  for (const deed of ['issue-account-codes', 'revoke-certificates', 'see-unpublished', 'manage-people', 'change-settings'] as const)
    expect(may(learner, deed)).toBe(false)
})
