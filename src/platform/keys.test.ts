import { mkdtemp, readdir, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { namedKey } from './keys.ts'

let config: { keysFolder: string }
beforeEach(async () => {
  config = { keysFolder: join(await mkdtemp(join(tmpdir(), 'putokaz-keys-')), 'keys') }
})

test('a key is made once, and is another under another name', async () => {
  const key = await namedKey(config, 'second-factor')
  expect(key).toHaveLength(32)
  expect(await namedKey(config, 'second-factor')).toEqual(key)
  expect(await namedKey(config, 'audit')).not.toEqual(key)
})

test('many who ask at once get the same key, and nothing else is left behind', async () => {
  const keys = await Promise.all(Array.from({ length: 50 }, () => namedKey(config, 'audit')))
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1)
  expect(await readdir(config.keysFolder)).toEqual(['audit'])
})

test('only its owner may read a key', async () => {
  await namedKey(config, 'audit')
  expect((await stat(join(config.keysFolder, 'audit'))).mode & 0o777).toBe(0o600)
  expect((await stat(config.keysFolder)).mode & 0o777).toBe(0o700)
})

test('a damaged key is not used', async () => {
  await namedKey(config, 'audit')
  await truncate(join(config.keysFolder, 'audit'), 16)
  await expect(namedKey(config, 'audit')).rejects.toThrow('damaged')
})

test.each(['../audit', 'a/b', '', '.', 'Audit'])('%j names no key', async (name) => {
  await expect(namedKey(config, name)).rejects.toThrow('No key')
})
