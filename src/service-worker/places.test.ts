import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { askedAt, neededFor } from './places.ts'

describe('An address', () => {
  test.each([
    ['/sr', 'sr-Cyrl', { page: 'start' }],
    ['/sr/', 'sr-Cyrl', { page: 'start' }],
    ['/sr-latn/courses', 'sr-Latn', { page: 'courses' }],
    ['/en/courses/C01', 'en', { page: 'course', code: 'C01' }],
    ['/sr/courses/C01/1-1-medjunarodni-pojmovi', 'sr-Cyrl', { page: 'unit', code: 'C01', unit: '1-1-medjunarodni-pojmovi' }],
    ['/sr/courses/C01/tests/final', 'sr-Cyrl', { page: 'test', code: 'C01', test: 'final' }],
    ['/sr/library/manuals/prirucnik', 'sr-Cyrl', { page: 'manual', slug: 'prirucnik' }],
    ['/sr/library/manuals/prirucnik/02-od-namere', 'sr-Cyrl', { page: 'chapter', slug: 'prirucnik', chapter: '02-od-namere' }],
    ['/sr/library/manuals/prirucnik/checklists', 'sr-Cyrl', { page: 'checklists', slug: 'prirucnik' }],
    ['/sr/library/manuals/prirucnik/index', 'sr-Cyrl', { page: 'manual-index', slug: 'prirucnik' }],
    ['/sr/glossary', 'sr-Cyrl', { page: 'glossary' }],
    ['/sr/tools', 'sr-Cyrl', { page: 'tools' }],
    ['/en/tools/prepoznaj-i-uputi', 'en', { page: 'tool', slug: 'prepoznaj-i-uputi' }],
    ['/en/me/outbox', 'en', { page: 'outbox' }],
    ['/sr/attempts/01890a5d-ac96-774b-bcce-b302099a8057', 'sr-Cyrl', { page: 'attempt', id: '01890a5d-ac96-774b-bcce-b302099a8057' }],
  ] as const)('%s asks for a page that a device can draw', (path, variant, place) => {
    expect(askedAt(path)).toEqual({ variant, place })
  })

  test.each(['/sr/courses/C01/trainer-pack', '/sr/library/manuals/prirucnik/print', '/sr/me', '/sr/admin', '/sr/attempts/1/review', '/sr/courses/c01'])(
    '%s is a page, but none that a device draws',
    (path) => {
      expect(askedAt(path)?.place).toEqual({ page: 'other' })
    },
  )

  test.each(['/', '/api/v1/kept', '/t/sr/prepoznaj-i-uputi', '/files/x', '/service-worker.js', '/shell/a.js', '//sr', 'sr', '/srx', '/SR'])(
    '%s is no page',
    (path) => {
      expect(askedAt(path)).toBeUndefined()
    },
  )

  test('of any shape is read without a fault', () => {
    fc.assert(
      fc.property(fc.constantFrom('sr', 'sr-latn', 'en'), fc.string({ unit: 'binary', maxLength: 200 }), (prefix, rest) => {
        expect(askedAt(`/${prefix}/${rest}`)).not.toBeNull()
      }),
    )
  })

  test('of a kept thing names what must be kept for it', () => {
    expect(neededFor({ page: 'unit', code: 'C01', unit: 'a' })).toEqual({ kind: 'course', code: 'C01' })
    expect(neededFor({ page: 'chapter', slug: 'm', chapter: 'a' })).toEqual({ kind: 'manual', code: 'm' })
    expect(neededFor({ page: 'checklists', slug: 'm' })).toEqual({ kind: 'manual', code: 'm' })
    expect(neededFor({ page: 'tool', slug: 't' })).toEqual({ kind: 'tool', code: 't' })
    expect(neededFor({ page: 'start' })).toEqual({ kind: 'centre', code: 'centre' })
    expect(neededFor({ page: 'search' })).toBeNull()
  })
})
