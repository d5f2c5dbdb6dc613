import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Arrival, decideArrival, identityOf, isLastWay, mayVouchFor, type Trust } from './sign-on.ts'

const trust: Trust = {
  issuer: 'https://portal.primer.rs',
  clientId: 'putokaz',
  domains: ['primer.rs'],
  opensAccounts: true,
  nameClaim: 'name',
  secondFactor: ['mfa'],
}
const now = new Date('2026-11-23T09:00:00Z')
const claims = { iss: trust.issuer, aud: 'putokaz', sub: 'ana', iat: now.getTime() / 1000, email: 'Ana@Primer.rs', email_verified: true, name: 'Ана Пробић' }

test('an identity is issuer and subject; only a verified address comes along', () => {
  expect(identityOf(claims, trust, now)).toMatchObject({ ok: true, value: { subject: 'ana', email: 'ana@primer.rs', secondFactor: false } })
  expect(identityOf({ ...claims, email_verified: undefined }, trust, now)).toMatchObject({ ok: true, value: { email: null } })
})

test('a second factor counts only by a value that the centre named', () => {
  const twice = (more: object, by = trust) => identityOf({ ...claims, ...more }, by, now)
  expect(twice({ amr: ['pwd', 'mfa'] })).toMatchObject({ ok: true, value: { secondFactor: true } })
  expect(twice({ acr: 'mfa' })).toMatchObject({ ok: true, value: { secondFactor: true } })
  for (const more of [{ amr: ['pwd'] }, { amr: 'mfa-like' }, { acr: 2 }]) expect(twice(more)).toMatchObject({ ok: true, value: { secondFactor: false } })
  expect(twice({ amr: ['mfa'] }, { ...trust, secondFactor: [] })).toMatchObject({ ok: true, value: { secondFactor: false } })
})

test('a domain is the whole of what stands behind the last @', () => {
  expect(mayVouchFor('ana@primer.rs', ['primer.rs'])).toBe(true)
  for (const email of [null, 'ana@zloprimer.rs', 'ana@primer.rs.zlo.rs', 'ana@pod.primer.rs']) expect(mayVouchFor(email, ['primer.rs'])).toBe(false)
})

test('no arrival without a link ever enters an account that is there', () => {
  const arrival = fc.record({
    identity: fc.record({
      issuer: fc.constant(trust.issuer),
      subject: fc.string(),
      email: fc.option(fc.constantFrom('ana@primer.rs', 'ana@drugde.rs')),
      name: fc.constant(null),
      secondFactor: fc.boolean(),
    }),
    linked: fc.constant(null),
    emailTaken: fc.boolean(),
    signedIn: fc.boolean(),
  })
  fc.assert(
    fc.property(arrival, fc.boolean(), (came: Arrival, opensAccounts) => {
      const decision = decideArrival(came, { ...trust, opensAccounts })
      if (!decision.ok) return
      expect(decision.value).not.toBe('enter')
      if (decision.value === 'open-account')
        expect([opensAccounts, came.emailTaken, came.signedIn, came.identity.email]).toEqual([true, false, false, 'ana@primer.rs'])
    }),
  )
})

test('the last way in is the one beside which there is no other', () => {
  expect(isLastWay({ password: false, passkeys: 0, links: 1 })).toBe(true)
  for (const ways of [
    { password: true, passkeys: 0, links: 1 },
    { password: false, passkeys: 1, links: 1 },
    { password: false, passkeys: 0, links: 2 },
  ])
    expect(isLastWay(ways)).toBe(false)
})
