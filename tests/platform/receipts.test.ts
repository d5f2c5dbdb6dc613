import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rawHandle } from '#platform/db.ts'
import { nextReceipt } from '#platform/receipts.ts'
import { changeSetting } from '#platform/settings.ts'
import { type TestApp, testApp } from '../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})
afterAll(() => app.close())

let round = 0

interface Deed {
  /** Milliseconds before it begins, and between its writing and its commit. */
  readonly waits: number
  readonly lasts: number
}

/** Does the deeds beside each other while snapshots are taken; whatever a snapshot lacks although its number promised it. */
async function brokenPromises(deeds: readonly Deed[], snapshots: readonly number[]): Promise<string[]> {
  const name = (index: number) => `receipt-${round}-${index}`
  round++
  const doing = deeds.map(async ({ waits, lasts }, index) => {
    await pause(waits)
    await app.db.transact(async (tx) => {
      await changeSetting(tx, name(index), 1, app.now())
      await pause(lasts)
    })
    return { id: name(index), receipt: await nextReceipt(app.db) }
  })
  const taking = snapshots.map(async (waits) => {
    await pause(waits)
    const below = await nextReceipt(app.db)
    const held = await app.db.snapshot((at) => sql<{ key: string }>`select key from setting where key like 'receipt-%'`.execute(rawHandle(at)))
    return { below, held: new Set(held.rows.map(({ key }) => key)) }
  })
  const [done, taken] = [await Promise.all(doing), await Promise.all(taking)]
  expect(new Set(done.map(({ receipt }) => receipt)).size).toBe(deeds.length)
  return taken.flatMap(({ below, held }) => done.filter(({ id, receipt }) => receipt < below && !held.has(id)).map(({ id }) => id))
}

test('a snapshot holds every deed whose receipt is below the number that was drawn before it', { timeout: 60_000 }, async () => {
  const milliseconds = fc.integer({ min: 0, max: 12 })
  const deeds = fc.array(fc.record({ waits: milliseconds, lasts: milliseconds }), { minLength: 4, maxLength: 7 })
  await fc.assert(
    fc.asyncProperty(deeds, fc.array(milliseconds, { minLength: 1, maxLength: 4 }), async (all, snapshots) => {
      expect(await brokenPromises(all, snapshots)).toEqual([])
    }),
    { numRuns: 60 },
  )
})
