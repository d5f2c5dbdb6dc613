import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actorWith } from '../../../../tests/support/actors.ts'
import { type Deed, deeds, may, mayOnceConfirmed, maySomewhere, needsReason, scopesFor } from './policy.ts'
import { roles } from './roles.ts'

const all = [...deeds]
const anyDeed = fc.constantFrom(...all.map(([deed]) => deed))
const anyRole = fc.constantFrom(...roles)

describe('The policy', () => {
  test('names every role in at least one deed, and only roles that there are', () => {
    const named = new Set(all.flatMap(([, { roles: able }]) => able))
    expect([...named].toSorted()).toEqual([...roles].toSorted())
  })

  test('lets a visitor do nothing', () => {
    for (const [deed] of all) expect([may(null, deed), maySomewhere(null, deed), mayOnceConfirmed(null, deed)]).toEqual([false, false, false])
  })

  test('lets somebody without a role do nothing', () => {
    for (const [deed] of all) expect(maySomewhere(actorWith([]), deed), deed).toBe(false)
  })

  test('lets a role for the whole centre act in every place, and only the roles that are named', () => {
    fc.assert(
      fc.property(anyDeed, anyRole, fc.array(fc.string()), (deed, role, place) => {
        expect(may(actorWith([role]), deed, place)).toBe(deeds.get(deed)?.roles.includes(role))
      }),
    )
  })

  test('lets a role for a place act there and below, never beside or above', () => {
    fc.assert(
      fc.property(anyDeed, anyRole, fc.stringMatching(/^[A-Z]{2,5}$/), fc.stringMatching(/^[a-z]{2,5}$/), (deed, role, place, other) => {
        const held = deeds.get(deed)
        const here = actorWith([role], { scope: place })
        const able = held?.reach === 'places' && held.roles.includes(role)
        if (held?.reach === 'herself') return
        expect(may(here, deed, [place])).toBe(able)
        expect(may(here, deed, ['unit', place])).toBe(able)
        expect(may(here, deed, [other])).toBe(false)
        expect(may(here, deed)).toBe(false)
        expect(maySomewhere(here, deed)).toBe(able)
      }),
    )
  })

  test('never lets a role for a place reach what there is only one of', () => {
    const central = all.filter(([, { reach }]) => reach === 'centre').map(([deed]) => deed)
    expect(central).toContain('run-centre' satisfies Deed)
    for (const deed of central) for (const role of roles) expect(scopesFor(actorWith([role], { scope: 'KIRS' }), deed)).toEqual([])
  })

  test('lets everybody with a role anywhere learn, also while that role sleeps', () => {
    for (const role of roles) {
      expect(may(actorWith([role], { scope: 'KIRS' }), 'take-tests')).toBe(true)
      expect(may({ ...actorWith([]), withheld: [role] }, 'take-tests')).toBe(true)
    }
  })

  test('gives nothing else to a role that sleeps, and says what it would give', () => {
    const asleep = { ...actorWith([]), withheld: ['admin'] as const }
    expect([may(asleep, 'run-centre'), mayOnceConfirmed(asleep, 'run-centre'), mayOnceConfirmed(asleep, 'nominate-people')]).toEqual([false, true, false])
  })

  test('asks an auditor for a reason, and nobody who is responsible by another role', () => {
    expect(needsReason(actorWith(['auditor']), 'see-standing')).toBe(true)
    expect(needsReason(actorWith(['auditor', 'focal-point'], { scope: 'KIRS' }), 'see-standing')).toBe(false)
    expect(needsReason(actorWith(['learner']), 'see-standing')).toBe(false)
    const grants = [
      { role: 'auditor', scope: '' },
      { role: 'focal-point', scope: 'KIRS' },
    ] as const
    expect(needsReason({ ...actorWith([]), grants }, 'see-standing')).toBe(true)
    expect(needsReason(actorWith(['auditor', 'admin']), 'read-audit')).toBe(false)
  })

  test('lets no auditor change anything', () => {
    const able = all.filter(([, { roles: who, reach }]) => who.includes('auditor') && reach !== 'herself').map(([deed]) => deed)
    expect(able).toEqual(['see-standing', 'read-records', 'read-audit'])
  })
})
