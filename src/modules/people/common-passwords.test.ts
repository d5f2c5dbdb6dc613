import fc from 'fast-check'
import { expect, test } from 'vitest'
import { refusePassword } from './common-passwords.ts'
import { passwordCores } from './domain/login.ts'

test.each([
  'password123',
  'Password123!',
  'P@ssw0rd2026',
  'qwertyuiop',
  '1q2w3e4r5t6y',
  '1234567890',
  '0987654321',
  'лозинка2026',
  'ЛОЗИНКА-2026!',
  'lozinka123',
  'L0z1nka2026',
  'Crvena zvezda'.replace(' ', ''),
  'partizan1945',
  'Ђорђевић1990',
  'beograd011011',
  'putokaz-2026',
  '2026migracije',
  'volimte!!!!!!',
  'abcabcabcabc',
  'aaaaaaaaaaaa',
])('%s is one of those that are tried first', async (password) => {
  expect(await refusePassword(password, 'ana@primer.rs')).toBe('password-too-common')
})

test.each([
  'три кафе и једна вода',
  'dug put do sigurnog znanja',
  'bado-gaki-lomane-pora-42',
  'kupus Šargarepa 7 luk',
  'correct horse battery',
  '4nK$-zz0q.Wv8',
])('%s may be chosen', async (password) => {
  expect(await refusePassword(password, 'ana@primer.rs')).toBeUndefined()
})

test('digits and signs around a common password make it no better', async () => {
  const around = fc.stringMatching(/^[0-9!.?-]{2,8}$/)
  await fc.assert(
    fc.asyncProperty(around, around, async (before, behind) => {
      expect(await refusePassword(`${before}beograd${behind}`, 'ana@primer.rs')).toBe('password-too-common')
    }),
  )
})

test('looking for the core of a password takes no time, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (password) => {
      expect(passwordCores(password).length).toBeLessThanOrEqual(4)
    }),
  )
})
