import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Answer } from '../domain/forwarding.ts'
import { sendAll } from './send-all.ts'

const list = (length: number) => Array.from({ length }, (_, at) => at)

test('Whatever is refused and wherever the line breaks, the rest arrives in its order, once, and nothing is passed over', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(40), fc.uniqueArray(fc.nat(39)), fc.nat(60), async (length, bad, breaksAt) => {
      const arrived: number[] = []
      let asked = 0
      const send = async (batch: readonly number[]): Promise<Answer> => {
        if (asked++ === breaksAt) return { kind: 'trouble', problem: 'unreachable' }
        if (batch.some((one) => bad.includes(one))) return { kind: 'refused', status: 400 }
        arrived.push(...batch)
        return { kind: 'accepted' }
      }
      const { through, notTaken, trouble } = await sendAll(list(length), send)
      const done = list(through)
      expect(arrived).toEqual(done.filter((one) => !bad.includes(one)))
      expect(notTaken.map(({ statement }) => statement)).toEqual(done.filter((one) => bad.includes(one)))
      expect(through === length).toBe(trouble === undefined)
    }),
  )
})
