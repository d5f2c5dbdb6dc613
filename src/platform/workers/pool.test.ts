import { afterEach, expect, test } from 'vitest'
import type { FixtureTask } from './fixture-worker.ts'
import { createPool, type Pool } from './pool.ts'
import { WorkerError } from './worker-error.ts'

const open: Pool<FixtureTask, unknown>[] = []

function poolOf(size: number, more: { timeoutMs?: number; queue?: number; idleMs?: number } = {}) {
  const pool = createPool<FixtureTask, unknown>({
    file: new URL('./fixture-worker.ts', import.meta.url),
    size,
    timeoutMs: 5000,
    memoryMb: 64,
    setup: { greeting: 'worker' },
    ...more,
  })
  open.push(pool)
  return pool
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((pool) => pool.close()))
})

const reasonOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => (error instanceof WorkerError ? error.reason : error),
  )

test('a task is answered, and bytes arrive whole', async () => {
  const pool = poolOf(1)
  expect(await pool.run({ do: 'double', value: 21 })).toBe(42)
  expect(await pool.run({ do: 'bytes', length: 3 })).toEqual(new Uint8Array([7, 7, 7]))
})

test('one worker serves many tasks in their order, and no more workers start than the pool has seats', async () => {
  const pool = poolOf(2)
  const answers = await Promise.all(Array.from({ length: 40 }, () => pool.run({ do: 'who' })))
  expect(new Set(answers).size).toBeLessThanOrEqual(2)
  expect(await Promise.all([1, 2, 3].map((value) => pool.run({ do: 'double', value })))).toEqual([2, 4, 6])
})

test('a hung worker is replaced: its task ends with a timeout, those who waited are answered', async () => {
  const pool = poolOf(1, { timeoutMs: 400 })
  await pool.run({ do: 'who' })
  const hung = reasonOf(pool.run({ do: 'hang' }))
  const next = pool.run({ do: 'double', value: 4 })
  expect(await hung).toBe('timeout')
  expect(await next).toBe(8)
})

test('a crashed worker is replaced', async () => {
  const pool = poolOf(1)
  const before = await pool.run({ do: 'who' })
  expect(await reasonOf(pool.run({ do: 'crash' }))).toBe('crashed')
  expect(await pool.run({ do: 'who' })).not.toBe(before)
})

test('a task that eats the heap loses its worker, not the process', async () => {
  const pool = poolOf(1)
  expect(await reasonOf(pool.run({ do: 'exhaust' }))).toBe('crashed')
  expect(await pool.run({ do: 'double', value: 1 })).toBe(2)
})

test('a worker whose WebAssembly memory has grown over the limit retires after its answer', async () => {
  const pool = poolOf(1)
  const before = await pool.run({ do: 'who' })
  expect(await pool.run({ do: 'grow' })).toBe('grown')
  expect(await pool.run({ do: 'who' })).not.toBe(before)
})

test('a task that throws is rejected with its message, and the worker stays', async () => {
  const pool = poolOf(1)
  const before = await pool.run({ do: 'who' })
  await expect(pool.run({ do: 'throw' })).rejects.toThrow('no such chapter')
  expect(await reasonOf(pool.run({ do: 'throw' }))).toBe('failed')
  expect(await pool.run({ do: 'who' })).toBe(before)
})

test('a task that cannot be sent is rejected and the next is done', async () => {
  const pool = poolOf(1)
  const unsendable = { do: 'double', value: () => 1 } as unknown as FixtureTask
  expect(await reasonOf(pool.run(unsendable))).toBe('failed')
  expect(await pool.run({ do: 'double', value: 1 })).toBe(2)
})

test('the queue is bounded', async () => {
  const pool = poolOf(1, { queue: 2 })
  const outcomes = await Promise.all([1, 2, 3, 4].map((value) => reasonOf(pool.run({ do: 'double', value }))))
  expect(outcomes).toEqual(['done', 'done', 'done', 'full'])
})

test('workers that rest too long end, but one stays warm', async () => {
  const pool = poolOf(2, { idleMs: 150 })
  const busy = await Promise.all([pool.run({ do: 'who' }), pool.run({ do: 'who' })])
  await new Promise((resolve) => setTimeout(resolve, 500))
  const after = await Promise.all([pool.run({ do: 'who' }), pool.run({ do: 'who' })])
  expect(after.filter((worker) => busy.includes(worker))).toHaveLength(1)
})

test('closing rejects what runs and what waits, and later tasks', async () => {
  const pool = poolOf(1)
  const outcomes = [reasonOf(pool.run({ do: 'hang' })), reasonOf(pool.run({ do: 'who' }))]
  await pool.close()
  expect(await Promise.all(outcomes)).toEqual(['closed', 'closed'])
  expect(await reasonOf(pool.run({ do: 'who' }))).toBe('closed')
})

test('a worker sees nothing of the environment', async () => {
  expect(await poolOf(1).run({ do: 'environment' })).toEqual([])
})

test('the event loop stays free while a worker computes', async () => {
  const pool = poolOf(1, { timeoutMs: 300 })
  let ticks = 0
  const clock = setInterval(() => ticks++, 5)
  await reasonOf(pool.run({ do: 'hang' }))
  clearInterval(clock)
  expect(ticks).toBeGreaterThan(20)
})
