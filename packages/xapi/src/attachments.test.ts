import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import {
  type Attachment,
  asAccountStatement,
  checkAttachments,
  checkSignature,
  isVoiding,
  mergeDefinition,
  type Part,
  parseStatements,
  type Sha2,
  type Signed,
  type Statement,
  signaturesIn,
  signatureUsage,
} from './index.ts'

const sha2: Sha2 = (algorithm, bytes) => createHash(algorithm).update(bytes).digest('hex')
const bytes = (text: string) => new TextEncoder().encode(text)
const base: Statement = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  actor: { mbox: 'mailto:marija.primer@uzorak.example' },
  verb: { id: 'https://c.example/v' },
  object: { id: 'https://c.example/1' },
}
const body = bytes('here is a note')
const hash = sha2('sha256', body)
const attachment: Attachment = { usageType: 'https://c.example/note', display: { en: 'A note' }, contentType: 'text/plain', length: body.length, sha2: hash }
const part = (headers: Record<string, string> = {}, content = body): Part => ({
  headers: { 'content-type': 'text/plain; charset=utf-8', 'content-transfer-encoding': 'binary', 'x-experience-api-hash': hash, ...headers },
  body: content,
})
const withAttachment = (change: Partial<Attachment> = {}): Statement => ({ ...base, attachments: [{ ...attachment, ...change }] })
const rules = (statement: Statement, parts: Part[]) => checkAttachments([statement], parts, sha2).map(({ path, rule }) => `${path} ${rule}`)

describe('attachments and the parts of a request', () => {
  test('fit when each has its bytes, in any SHA-2, also in a sub-statement', () => {
    expect(rules(withAttachment(), [part()])).toEqual([])
    const long = sha2('sha512', body)
    expect(rules(withAttachment({ sha2: long.toUpperCase() }), [part({ 'x-experience-api-hash': long })])).toEqual([])
    const sub: Statement = {
      ...base,
      object: { objectType: 'SubStatement', ...base, object: { id: 'https://c.example/2' }, attachments: [attachment] } as Statement['object'],
    }
    expect(rules(sub, [part()])).toEqual([])
  })

  test('fit without bytes when there is a fileUrl, and with bytes as well', () => {
    expect(rules(withAttachment({ fileUrl: 'https://c.example/f' }), [])).toEqual([])
    expect(rules(withAttachment({ fileUrl: 'https://c.example/f' }), [part()])).toEqual([])
  })

  test('fit when two statements share the same bytes, sent once', () => {
    expect(checkAttachments([withAttachment(), withAttachment()], [part()], sha2)).toEqual([])
  })

  test.each<[string, Statement, Part[], RegExp]>([
    ['bytes are missing', withAttachment(), [], /^0\.attachments\.0 Communication 1\.5\.2: .* neither/],
    ['a part is left over', base, [part()], /^part 1 Communication 1\.5\.2: no attachment/],
    ['a part has no hash', withAttachment(), [{ headers: {}, body }], /^part 1 Communication 1\.5\.2: X-Experience-API-Hash/],
    ['a part has another encoding', withAttachment(), [part({ 'content-transfer-encoding': 'base64' })], /^part 1 .* Content-Transfer-Encoding/],
    ['the bytes are others', withAttachment(), [part({}, bytes('another note'))], /^part 1 .* another hash/],
    ['the length is another', withAttachment(), [part({ 'content-length': '3' })], /^part 1 .* Content-Length/],
    ['the type is another', withAttachment(), [part({ 'content-type': 'image/png' })], /^part 1 .* Content-Type/],
  ])('do not fit when %s', (_, statement, parts, rule) => {
    expect(rules(statement, parts)).toContainEqual(expect.stringMatching(rule))
  })
})

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const encoded = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
function jwsOf(payload: unknown, header: object = { alg: 'RS256' }): string {
  const input = `${encoded(header)}.${encoded(payload)}`
  return `${input}.${sign('sha256', Buffer.from(input), privateKey).toString('base64url')}`
}
const der = publicKey.export({ type: 'spki', format: 'der' })
// The bytes of a public key stand for a certificate here: what a certificate is, only the function that verifies knows.
const verified = ({ input, signature, certificate }: Signed) =>
  verify('sha256', input, createPublicKey({ key: Buffer.from(certificate), format: 'der', type: 'spki' }), signature)
const x5c = { alg: 'RS256', x5c: [der.toString('base64')] }

describe('a signed statement', () => {
  const signed = withAttachment({ usageType: signatureUsage, contentType: 'application/octet-stream' })

  test('is what its signature says, whatever was added when it was stored', () => {
    expect(checkSignature(signed, jwsOf(base), verified)).toEqual([])
    expect(checkSignature({ ...signed, stored: '2026-11-23T10:00:00Z', timestamp: '2026-11-23T10:00:00Z' }, jwsOf(base), verified)).toEqual([])
    expect(checkSignature(signed, jwsOf(base, x5c), verified)).toEqual([])
  })

  test.each<[string, string, RegExp]>([
    ['no JWS', 'not a JWS', /compact/],
    ['a JWS without signature', `${encoded({ alg: 'RS256' })}.${encoded(base)}.`, /compact/],
    ['a JWS in four pieces', `${jwsOf(base)}.x`, /compact/],
    ['a header that is no JSON', jwsOf(base, [] as object).replace(/^[^.]+/, encoded('{')), /header/],
    ['another algorithm', jwsOf(base, { alg: 'HS256' }), /RS256/],
    ['no algorithm', jwsOf(base, { alg: 'none' }), /RS256/],
    ['a payload that is no JSON', jwsOf(JSON.stringify(base).replace('"', "'")), /no statement/],
    ['a payload that is no statement', jwsOf({ a: 1 }), /no statement/],
    ['another statement', jwsOf({ ...base, verb: { id: 'https://c.example/other' } }), /another statement/],
    ['a certificate that is no list', jwsOf(base, { alg: 'RS256', x5c: 'x' }), /x5c/],
    ['a certificate of somebody else', `${jwsOf(base, x5c).slice(0, -8)}AAAAAAAA`, /does not fit/],
  ])('is refused with %s', (_, jws, rule) => {
    expect(checkSignature(signed, jws, verified)).toEqual([{ path: 'attachments', rule: expect.stringMatching(rule) }])
  })

  test('is found by the hash of its part', () => {
    const jws = jwsOf(base)
    const found = { ...signed, attachments: [{ ...attachment, usageType: signatureUsage, sha2: sha2('sha256', bytes(jws)) }] }
    expect(signaturesIn([base, found], [part(), part({ 'x-experience-api-hash': sha2('sha256', bytes(jws)) }, bytes(jws))])).toEqual([{ index: 1, jws }])
  })
})

describe('a statement', () => {
  test('that voids another names it in lower case', () => {
    const ref = { objectType: 'StatementRef' as const, id: '11890A5D-AC96-774B-BCCE-B302099A8057' }
    expect(isVoiding({ ...base, verb: { id: 'http://adlnet.gov/expapi/verbs/voided' }, object: ref })).toBe('11890a5d-ac96-774b-bcce-b302099a8057')
    expect(isVoiding({ ...base, object: ref })).toBeNull()
  })

  test('is of the narrow kind only with one account, an activity, an id and a moment', () => {
    const account = { account: { homePage: 'https://centre.example', name: 'a' } }
    const narrow: Statement = { ...base, actor: account, timestamp: '2026-11-23T10:00:00Z' }
    expect(asAccountStatement(narrow)).toBe(narrow)
    expect(asAccountStatement({ ...narrow, actor: { objectType: 'Group', ...account } })).toBeNull()
    expect(asAccountStatement({ ...narrow, actor: base.actor })).toBeNull()
    expect(asAccountStatement({ ...narrow, object: { objectType: 'StatementRef', id: base.id ?? '' } })).toBeNull()
    expect(asAccountStatement({ ...base, actor: account })).toBeNull()
    expect(parseStatements({ ...narrow, actor: { ...account, ...base.actor } }).ok).toBe(false)
  })

  test('that tells of an activity again adds to what is known of it', () => {
    const known = { name: { en: 'Old', sr: 'Старо' }, type: 'https://c.example/t', extensions: { 'https://c.example/x': 1 } }
    expect(mergeDefinition(known, { name: { en: 'New' }, extensions: { 'https://c.example/y': 2 } })).toEqual({
      name: { en: 'New', sr: 'Старо' },
      type: 'https://c.example/t',
      extensions: { 'https://c.example/x': 1, 'https://c.example/y': 2 },
    })
    expect(mergeDefinition(undefined, known)).toBe(known)
    expect(mergeDefinition(known, undefined)).toBe(known)
  })
})
