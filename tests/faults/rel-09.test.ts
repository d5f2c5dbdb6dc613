/** REL-09: what devices send arrives twice, late, in another order or in part, and answers get lost. */
import { describe, expect, test } from 'vitest'
import { patience, percentile, tellResult, times } from './extent.ts'
import { createLedger, type Fault } from './ledger.ts'
import { asker } from './support/asking.ts'
import { type BadNetwork, badNetwork } from './support/bad-network.ts'
import { answer, type Deed, type Ledgers, note, type Sending, sendUntilAnswered, statement, statements, upload } from './support/deeds.ts'
import { type Flaw, foundOnDouble } from './support/double.ts'
import { servedCentre } from './support/served-centre.ts'
import type { Subject, Taker } from './support/subject.ts'

const clients = 10
const usual = { duplicated: 0.3, answerLost: 0.2, delayed: 0.2, cut: 0.1 }

interface Outcome {
  readonly faults: Fault[]
  readonly sendings: Sending[]
  readonly happened: BadNetwork['happened']
}

async function deliver(subject: Subject, { deeds, longestDelay }: { deeds: number; longestDelay: number }): Promise<Outcome> {
  const ledgers: Ledgers = { things: createLedger(), places: createLedger() }
  const network = await badNetwork(subject.port, { ...usual, longestDelay })
  const through = asker(network.port, subject.origin)
  const sendings: Sending[] = []
  let left = deeds
  const lane = async (taker: Taker, item: string) => {
    for (let order = 1; left > 0; order++) {
      left--
      sendings.push(await sendUntilAnswered(through.ask, deedOf({ ledgers, subject, taker }, item, order), { pause: 20 }))
    }
  }
  // Several questions of a person at a time, so that what is late really comes after something else.
  await Promise.all(subject.takers.flatMap((taker) => subject.items.slice(0, 4).map((item) => lane(taker, item))))
  await network.settled()
  through.close()
  await network.close()
  const { things, places } = await subject.kept()
  return { faults: [...ledgers.things.judgeThings(things), ...ledgers.places.judgePlaces(places)], sendings, happened: network.happened }
}

function deedOf({ ledgers, subject, taker }: { ledgers: Ledgers; subject: Subject; taker: Taker }, item: string, order: number): Deed {
  if (order % 20 === 0) return upload(ledgers, subject, taker)
  // Each lane writes into a unit of its own: two texts of one moment would both be right.
  if (order % 5 === 0) return note(ledgers, taker, { unit: `jedinica-${item.slice(-1)}`, order })
  if (order % 3 === 0)
    return statements(
      ledgers,
      taker,
      Array.from({ length: 1 + (order % 4) }, () => statement(subject, taker)),
    )
  return answer(ledgers, taker, { item, order })
}

test('what is delivered badly is kept once and in its order', { timeout: patience }, async () => {
  const subject = await servedCentre({ port: 5154, takers: clients })
  try {
    const deeds = times(600, 10_000, 1_000_000)
    const { faults, sendings, happened } = await deliver(subject, { deeds, longestDelay: times(200, 1000, 20_000) })
    expect(faults).toEqual([])
    expect(sendings.filter(({ told }) => told !== 'kept')).toEqual([])
    expect(sendings.reduce((sum, { broken }) => sum + broken, 0)).toBe(0)
    tellResult('REL-09', {
      deeds: sendings.length,
      clients,
      ...happened,
      tries: sendings.reduce((sum, { tries }) => sum + tries, 0),
      faults: faults.length,
      'until answered p99 ms': percentile(
        sendings.map(({ milliseconds }) => milliseconds),
        0.99,
      ),
    })
  } finally {
    await subject.close()
  }
})

const onDouble = (flaw: Flaw | 'none') =>
  foundOnDouble({ takers: clients, flaw }, async (subject) => (await deliver(subject, { deeds: 300, longestDelay: 1500 })).faults)

describe.concurrent('a double', () => {
  test('that is honest is not blamed', async () => {
    expect(await onDouble('none')).toEqual([])
  })

  test.each([
    ['knows no id again', 'doubled'],
    ['takes the older', 'lost'],
    ['loses a write', 'lost'],
    ['spoils what it keeps', 'changed'],
  ] as const)('that %s is found out', async (flaw, kind) => {
    expect(await onDouble(flaw)).toContain(kind)
  })
})
