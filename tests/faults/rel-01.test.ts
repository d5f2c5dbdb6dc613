/** REL-01: the server is killed again and again while people work. */
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { patience, percentile, tellResult, times } from './extent.ts'
import { createLedger, type Fault } from './ledger.ts'
import { type Ledgers, type Sending, sendUntilAnswered } from './support/deeds.ts'
import { type Flaw, foundOnDouble } from './support/double.ts'
import { mixedDeeds } from './support/mixed-deeds.ts'
import { servedCentre } from './support/served-centre.ts'
import type { Subject } from './support/subject.ts'

const clients = 8
/** All clients together: 60 deeds a second. */
const pause = (1000 * clients) / 60

interface Outcome {
  readonly faults: Fault[]
  readonly healthy: number[]
  readonly sendings: Sending[]
  readonly counts: { readonly things: ReturnType<Ledgers['things']['counts']>; readonly places: ReturnType<Ledgers['places']['counts']> }
}

async function killUnderLoad(subject: Subject, { kills, longest }: { kills: number; longest: number }): Promise<Outcome> {
  const ledgers: Ledgers = { things: createLedger(), places: createLedger() }
  let working = true
  const sendings: Sending[] = []
  const works = subject.takers.map(async (taker) => {
    for (let order = 1; working; order++) {
      for (const deed of mixedDeeds(ledgers, subject, taker, order)) {
        sendings.push(await sendUntilAnswered(subject.ask, deed))
        await wait(pause * 2 * Math.random())
      }
    }
  })
  const healthy: number[] = []
  for (let kill = 0; kill < kills; kill++) {
    await wait(200 + (longest - 200) * Math.random())
    await subject.kill()
    healthy.push(await subject.start())
  }
  working = false
  await Promise.all(works)
  const { things, places } = await subject.kept()
  const counts = { things: ledgers.things.counts(), places: ledgers.places.counts() }
  return { faults: [...ledgers.things.judgeThings(things), ...ledgers.places.judgePlaces(places)], healthy, sendings, counts }
}

test('what was acknowledged outlives every kill, once and unchanged', { timeout: patience }, async () => {
  const subject = await servedCentre({ port: 5151, takers: clients })
  try {
    const kills = times(4, 60, 3000)
    const { faults, healthy, sendings, counts } = await killUnderLoad(subject, { kills, longest: 2000 })
    expect(faults).toEqual([])
    expect(counts.places.refused + counts.things.refused).toBe(0)
    expect(counts.things.kept).toBeGreaterThan(kills * 5)
    tellResult('REL-01', {
      kills,
      deeds: sendings.length,
      'sent again': sendings.filter(({ tries }) => tries > 1).length,
      kept: counts.things.kept + counts.places.kept,
      faults: faults.length,
      'answers of 5xx': sendings.reduce((sum, { broken }) => sum + broken, 0),
      'healthy after ms, median': percentile(healthy, 0.5),
      'at most': percentile(healthy, 1),
    })
  } finally {
    await subject.close()
  }
})

const onDouble = (flaw: Flaw | 'none') =>
  foundOnDouble({ takers: clients, flaw }, async (subject) => (await killUnderLoad(subject, { kills: 6, longest: 500 })).faults)

describe.concurrent('a double', () => {
  test('that is honest is not blamed', async () => {
    expect(await onDouble('none')).toEqual([])
  })

  test.each([
    ['answers before it keeps', 'lost'],
    ['knows no id again', 'doubled'],
    ['spoils what it keeps', 'changed'],
  ] as const)('that %s is found out', async (flaw, kind) => {
    expect(await onDouble(flaw)).toContain(kind)
  })
})
