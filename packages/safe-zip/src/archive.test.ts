import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { crc32 as zlibCrc } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { type CraftedEntry, craftZip, deflatedZeros } from '../../../tests/support/crafted-zip.ts'
import { openArchive, readSmall } from './archive.ts'
import { bytesSource } from './byte-source.ts'
import { crc32 } from './crc32.ts'
import { type Limits, usualLimits } from './limits.ts'
import { BrokenArchive, type ZipReason, zipReasons } from './refusals.ts'

const place = mkdtempSync(join(tmpdir(), 'safe-zip-'))
const target = join(place, 'a/b/target')
mkdirSync(target, { recursive: true })
afterAll(() => rmSync(place, { recursive: true, force: true }))

const sourceOf = (bytes: Buffer) => bytesSource(bytes, (part) => Readable.from([part]))

/** Unpacks as a careless importer would: joins names to a folder and writes. */
async function unpack(bytes: Buffer, limits: Limits = usualLimits): Promise<ZipReason | 'unpacked'> {
  const opened = await openArchive(sourceOf(bytes), limits)
  if (!opened.ok) return opened.refusal.reason
  try {
    for (const entry of opened.value.entries) {
      const path = join(target, entry.name)
      mkdirSync(entry.folder ? path : dirname(path), { recursive: true })
      if (!entry.folder) await pipeline(opened.value.read(entry), createWriteStream(path))
    }
    return 'unpacked'
  } catch (error) {
    if (error instanceof BrokenArchive) return error.refusal.reason
    throw error
  }
}

const ok: CraftedEntry = { name: 'ok.txt', data: 'fine' }
const named = (name: string | Buffer, more: Partial<CraftedEntry> = {}) => craftZip([ok, { name, data: 'x', ...more }])
const giga = 1024 * 1024 * 1024
const unicodePath = (() => {
  const name = Buffer.from('../second')
  const field = Buffer.alloc(9 + name.length)
  field.writeUInt16LE(0x7075, 0)
  field.writeUInt16LE(5 + name.length, 2)
  field.writeUInt8(1, 4)
  field.writeUInt32LE(zlibCrc(Buffer.from('first')), 5)
  name.copy(field, 9)
  return field
})()

const hostile: Record<string, readonly [bytes: () => Buffer, reason: ZipReason]> = {
  'a name that climbs': [() => named('../evil'), 'name-outside'],
  'a name that climbs later': [() => named('a/../../evil'), 'name-outside'],
  'a name that climbs by a folder': [() => named('a/..'), 'name-outside'],
  'a name that stands still': [() => named('./evil'), 'name-outside'],
  'a name with nothing between slashes': [() => named('a//evil'), 'name-outside'],
  'an absolute name': [() => named('/etc/evil'), 'name-absolute'],
  'a drive': [() => named('C:/evil'), 'name-absolute'],
  'a drive without a slash': [() => named('c:evil'), 'name-absolute'],
  'a name on a server': [() => named('\\\\server\\evil'), 'name-with-backslash'],
  'a name that climbs backwards': [() => named('..\\evil'), 'name-with-backslash'],
  'full-width dots and slash': [() => named('．．／evil'), 'name-unclear'],
  'a slash of fractions': [() => named('..∕evil'), 'name-unclear'],
  'an overlong slash': [() => named(Buffer.from([0x2e, 0x2e, 0xc0, 0xaf, 0x65])), 'name-unclear'],
  'a NUL': [() => named('good.txt\0.exe'), 'name-with-control-sign'],
  'a line that turns': [() => named('invoice\u202efdp.exe'), 'name-with-control-sign'],
  'a device of Windows': [() => named('a/NUL.txt'), 'name-reserved'],
  'a second stream': [() => named('a.txt:evil'), 'name-reserved'],
  'a dot at the end': [() => named('ok.txt.'), 'name-reserved'],
  'a name without end': [() => named('a/'.repeat(600)), 'name-too-long'],
  'no name': [() => named(''), 'name-unclear'],
  'the same name': [() => named('ok.txt'), 'name-twice'],
  'the same name in capitals': [() => named('OK.TXT'), 'name-twice'],
  'the same name composed otherwise': [() => craftZip([{ name: 'é' }, { name: 'e\u0301' }]), 'name-twice'],
  'a file where a folder must be': [() => named('ok.txt/evil'), 'name-twice'],
  'a link': [() => named('link', { data: '/etc', mode: 0o120777 }), 'link'],
  'a device': [() => named('device', { mode: 0o020666 }), 'special-file'],
  'an encrypted entry': [() => named('secret', { flags: 0x801, method: 8 }), 'encrypted'],
  'an unknown method': [() => named('odd', { method: 14 }), 'method-unknown'],
  'another name in the header': [() => named('good', { localName: 'evil' }), 'headers-differ'],
  'a second name in a field': [() => named('first', { extra: unicodePath }), 'name-unclear'],
  'two entries over one': [() => craftZip([ok, { ...ok, name: 'more.txt', sameAs: 0 }]), 'headers-differ'],
  'an entry inside another': [() => overlappingZip(), 'entries-overlap'],
  'a size that is too small': [() => named('lie', { data: 'x'.repeat(9000), method: 8, size: 10 }), 'size-lies'],
  'a size that is too large': [() => named('lie', { data: 'x'.repeat(9000), method: 8, size: 90_000 }), 'size-lies'],
  'a check sum that is wrong': [() => named('lie', { crc: 1 }), 'damaged'],
  '10 GB of zeros': [() => named('zeros', { method: 8, packed: deflatedZeros(10_240), size: 10 * giga, zip64: true }), 'too-large'],
  '10 GB of zeros that say 100 bytes': [() => named('zeros', { method: 8, packed: deflatedZeros(10_240), size: 100, crc: 0 }), 'size-lies'],
  '400 MB of zeros': [() => named('zeros', { method: 8, packed: deflatedZeros(400), size: 400 * 1024 * 1024, crc: 0 }), 'ratio-too-high'],
  '200,000 entries': [
    () =>
      craftZip(
        Array.from({ length: 200_000 }, (_, i) => ({ name: `${i}` })),
        { zip64: true },
      ),
    'too-many-entries',
  ],
  'more entries than it says': [
    () =>
      craftZip(
        Array.from({ length: 70_000 }, (_, i) => ({ name: `${i}` })),
        { count: 70_000 % 65_536 },
      ),
    'damaged',
  ],
  'no zip': [() => Buffer.from('%PDF-1.7 nothing of the kind, but long enough to look at'), 'not-a-zip'],
  'a zip that was cut': [() => named('x').subarray(0, 60), 'not-a-zip'],
}

function overlappingZip(): Buffer {
  const inner = craftZip([{ name: 'inner', data: 'x'.repeat(100) }])
  const bytes = craftZip([
    { name: 'outer', data: inner },
    { name: 'inner', data: 'x'.repeat(100) },
  ])
  // The directory of „inner“ is led to the header that lies among the bytes of „outer“.
  const second = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]))
  bytes.writeUInt32LE(bytes.indexOf(inner.subarray(0, 30)), second + 42)
  return bytes
}

describe('a hostile archive', () => {
  test('of every kind is refused for its reason, in time, in little memory, and with nothing outside the folder', async () => {
    const cases = Object.entries(hostile).map(([what, [make, reason]]) => [what, make(), reason] as const)
    expect(cases.length).toBeGreaterThanOrEqual(30)
    globalThis.gc?.()
    const before = process.memoryUsage.rss()
    let most = before
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5)
    const found: Record<string, string> = {}
    for (const [what, bytes] of cases) {
      const began = performance.now()
      const reason = await unpack(bytes)
      most = Math.max(most, process.memoryUsage.rss())
      found[what] = performance.now() - began < 5000 ? reason : `too slow: ${reason}`
    }
    clearInterval(watch)
    expect(found).toEqual(Object.fromEntries(cases.map(([what, , reason]) => [what, reason])))
    expect((most - before) / 1024 / 1024).toBeLessThan(64)
    expect([readdirSync(place), readdirSync(join(place, 'a')), readdirSync(join(place, 'a/b'))]).toEqual([['a'], ['b'], ['target']])
  }, 120_000)

  test('is refused at real bytes when every entry alone is small', async () => {
    const many = Array.from({ length: 20 }, (_, i) => ({
      name: `${i}`,
      method: 8,
      packed: deflatedZeros(1),
      size: 1024 * 1024,
      crc: zlibCrc(Buffer.alloc(1024 * 1024)),
    }))
    expect(await unpack(craftZip(many), { bytes: 8 * 1024 * 1024, entries: 100, ratio: 2000 })).toBe('too-large')
  })

  test('inside an archive is a file and stays packed', async () => {
    const inner = craftZip([{ name: 'zeros', method: 8, packed: deflatedZeros(400), size: 400 * 1024 * 1024 }])
    expect(await unpack(craftZip([{ name: 'inner.zip', data: inner }]))).toBe('unpacked')
    expect(readFileSync(join(target, 'inner.zip'))).toEqual(inner)
  })

  test('has a reason of the closed list whichever byte is changed, or gives the same bytes', async () => {
    const honest = craftZip([
      { name: 'a/b.txt', data: 'бројеви '.repeat(50), method: 8 },
      { name: 'c', data: 'дан' },
    ])
    const change = fc.tuple(fc.nat(honest.length - 1), fc.integer({ min: 1, max: 255 }))
    await fc.assert(
      fc.asyncProperty(change, async ([at, bits]) => {
        const bytes = Buffer.from(honest)
        bytes[at] = (bytes[at] ?? 0) ^ bits
        const outcome = await unpack(bytes)
        expect([...zipReasons, 'unpacked']).toContain(outcome)
      }),
      { numRuns: 500 },
    )
  })
})

describe('an honest archive', () => {
  const files = { 'README.txt': 'читај', 'слике/знак.svg': '<svg/>', empty: '' }

  test.each([false, true])('gives every file as it was put in (zip64: %s)', async (zip64) => {
    const writer = new ZipFile()
    for (const [name, text] of Object.entries(files)) writer.addBuffer(Buffer.from(text), name, { forceZip64Format: zip64 })
    writer.addReadStream(Readable.from([Buffer.from('стиже касније')]), 'streamed')
    writer.addEmptyDirectory('празно')
    writer.end({ forceZip64Format: zip64, comment: 'note' })
    const bytes = Buffer.concat((await Readable.from(writer.outputStream).toArray()) as Buffer[])
    const opened = await openArchive(sourceOf(bytes))
    if (!opened.ok) throw new Error(opened.refusal.reason)
    const { entries, comment } = opened.value
    const read = async (name: string) => {
      const entry = entries.find((one) => one.name === name)
      return entry ? Buffer.from(await readSmall(opened.value, entry, 1000)).toString() : undefined
    }
    for (const [name, text] of Object.entries({ ...files, streamed: 'стиже касније' })) expect(await read(name)).toBe(text)
    expect(entries.filter(({ folder }) => folder).map(({ name }) => name)).toEqual(['празно/'])
    expect(comment).toBe('note')
  })

  test('made of any names and bytes comes back equal', async () => {
    const name = fc.string({ minLength: 1, maxLength: 20, unit: fc.constantFrom(...'abcxyzčćшђ0123456789-_') })
    const content = fc.uint8Array({ maxLength: 3000 })
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.tuple(name, content), { selector: ([key]) => key.normalize('NFKC').toLowerCase(), maxLength: 8 }), async (all) => {
        const safe = all.filter(([key]) => !/^(con|prn|aux|nul|com\d|lpt\d)$/i.test(key))
        const opened = await openArchive(sourceOf(craftZip(safe.map(([key, data]) => ({ name: key, data: Buffer.from(data), method: 8 })))))
        if (!opened.ok) throw new Error(opened.refusal.reason)
        for (const [i, entry] of opened.value.entries.entries()) {
          expect(entry.name).toBe(safe[i]?.[0])
          expect(Buffer.from(await readSmall(opened.value, entry, 3000)).equals(Buffer.from(safe[i]?.[1] ?? []))).toBe(true)
        }
      }),
      { numRuns: 100 },
    )
  })
})

test('a fault of the source is not taken for a fault of the archive', async () => {
  const bytes = craftZip([ok])
  const broken = { ...sourceOf(bytes), read: () => Promise.reject(new Error('the disk is gone')) }
  await expect(openArchive(broken)).rejects.toThrow('the disk is gone')
})

test('the check sum is that of zlib, in one piece or in several', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), fc.uint8Array({ maxLength: 500 }), (a, b) => {
      expect(crc32(b, crc32(a))).toBe(zlibCrc(Buffer.concat([a, b])))
    }),
  )
})
