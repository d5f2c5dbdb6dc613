import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../test/cases.ts'
import { boundaryOf, readMultipart, writeMultipart } from './index.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const text = (body: Uint8Array) => new TextDecoder().decode(body)

describe('a multipart body', () => {
  test.each(cases<{ boundary: string; body: string; parts?: [Record<string, string>, string][] }>('multipart'))(
    '$case',
    ({ boundary, body, parts, clause }) => {
      const read = readMultipart(bytes(body), boundary)
      if (parts) expect(read.ok && read.value.map((part) => [{ ...part.headers }, text(part.body)])).toEqual(parts)
      else expect(read.ok ? [] : read.refusal).toEqual([{ path: '', rule: expect.stringMatching(new RegExp(`^${clause}: .`)) }])
    },
  )

  test('that is written is read again, whatever bytes are in it', () => {
    const hostile = fc.array(fc.constantFrom(13, 10, 45, 98, 0, 255), { maxLength: 60 }).map((list) => Uint8Array.from(list))
    const headers = fc.dictionary(fc.constantFrom('content-type', 'x-experience-api-hash', 'a'), fc.constantFrom('b', 'text/plain; x="y: z"'))
    fc.assert(
      fc.property(fc.array(fc.record({ headers, body: fc.oneof(hostile, fc.uint8Array()) }), { minLength: 1, maxLength: 4 }), (parts) => {
        const read = readMultipart(writeMultipart(parts, 'bb-1234'), 'bb-1234')
        expect(read.ok && read.value.map((part) => ({ headers: { ...part.headers }, body: [...part.body] }))).toEqual(
          parts.map((part) => ({ headers: { ...part.headers }, body: [...part.body] })),
        )
      }),
    )
  })

  test('of any bytes is read or refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (body) => {
        expect(typeof readMultipart(body, 'b').ok).toBe('boolean')
      }),
    )
  })

  test('writes the names of headers as the specification spells them', () => {
    const part = { headers: { 'content-type': 'text/plain', 'x-experience-api-hash': 'abc' }, body: bytes('x') }
    expect(text(writeMultipart([part], 'b'))).toBe('--b\r\nContent-Type: text/plain\r\nX-Experience-API-Hash: abc\r\n\r\nx\r\n--b--\r\n')
  })
})

describe('the boundary of a Content-Type', () => {
  test.each([
    ['multipart/mixed; boundary=abc', 'abc'],
    ['Multipart/Mixed;boundary="a b:c"', 'a b:c'],
    ['multipart/mixed; charset=x; boundary=-------314', '-------314'],
    ['multipart/mixed', undefined],
    ['multipart/mixed; boundary=', undefined],
    ['multipart/form-data; boundary=abc', undefined],
    ['application/json', undefined],
  ])('%s is %s', (contentType, boundary) => {
    expect(boundaryOf(contentType)).toBe(boundary)
  })
})
