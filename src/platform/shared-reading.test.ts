import { expect, test } from 'vitest'
import { sharedReading } from './shared-reading.ts'

test('whoever asks gets a value read after she asked, and a crowd costs two readings', async () => {
  let truth = 0
  let readings = 0
  const read = sharedReading(async () => {
    readings++
    const seen = truth
    await new Promise((resolve) => setTimeout(resolve, 5))
    return seen
  })
  const early = read()
  truth = 1
  const crowd = Promise.all(Array.from({ length: 100 }, read))
  expect(await early).toBe(0)
  expect(new Set(await crowd)).toEqual(new Set([1]))
  expect(readings).toBe(2)
})

test('a reading that fails is read again for the next one', async () => {
  let fails = true
  const read = sharedReading(async () => {
    if (fails) throw new Error('gone')
    return 'there'
  })
  await expect(read()).rejects.toThrow('gone')
  fails = false
  expect(await read()).toBe('there')
})
