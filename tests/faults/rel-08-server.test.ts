/** REL-08: the clock of a real server process steps by hours and days while people work; that of its database does not. */
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { extent, patience, tellResult, times } from './extent.ts'
import { createLedger, type Fault } from './ledger.ts'
import { type Ledgers, type Sending, sendUntilAnswered } from './support/deeds.ts'
import { fakeClock } from './support/fake-clock.ts'
import { mixedDeeds } from './support/mixed-deeds.ts'
import { type ServedCentre, servedCentre } from './support/served-centre.ts'

const hour = 3_600_000

interface Outcome {
  readonly faults: Fault[]
  readonly sendings: Sending[]
  /** Steps that the server did not see, or after which a session was not known any more. */
  readonly wrong: string[]
}

/** How far the server's clock is from the true one, in whole hours; undefined when it does not know the session. */
async function offsetOf({ ask, takers }: ServedCentre): Promise<number | undefined> {
  const answered = await ask('/api/v1/device', { session: takers[0]?.session })
  if (answered?.status !== 200) return undefined
  const { now } = JSON.parse(answered.body) as { now: string }
  return Math.round((Date.parse(now) - Date.now()) / hour)
}

async function steps(by: readonly number[], pause: number, plant?: string): Promise<Outcome> {
  const clock = await fakeClock()
  const centre = await servedCentre({ port: 5115, takers: 4, env: clock.env })
  try {
    if (plant !== undefined) await centre.rows(plant)
    const ledgers: Ledgers = { things: createLedger(), places: createLedger() }
    const [sendings, wrong]: [Sending[], string[]] = [[], []]
    let working = true
    const works = centre.takers.map(async (taker) => {
      for (let order = 1; working; order++)
        for (const deed of mixedDeeds(ledgers, centre, taker, order)) {
          sendings.push(await sendUntilAnswered(centre.ask, deed))
          await wait(100 * Math.random())
        }
    })
    for (const hours of by.flatMap((one) => [one, 0])) {
      await wait(pause)
      await clock.step(hours)
      await wait(pause)
      const seen = await offsetOf(centre)
      if (seen !== hours) wrong.push(`${hours} h: ${seen ?? 'no session'}`)
    }
    working = false
    await Promise.all(works)
    const { things, places } = await centre.kept()
    return { faults: [...ledgers.things.judgeThings(things), ...ledgers.places.judgePlaces(places)], sendings, wrong }
  } finally {
    await centre.close()
    await clock.close()
  }
}

test('a clock that steps takes nothing from anybody, and ends no session', { timeout: patience }, async () => {
  const by = extent === 'short' ? [24, -24] : Array.from({ length: times(1, 3, 60) }, () => [2, -2, 24, -24]).flat()
  const { faults, sendings, wrong } = await steps(by, times(500, 1500, 1500))
  expect(faults).toEqual([])
  expect(wrong).toEqual([])
  expect(sendings.filter(({ told }) => told !== 'kept')).toEqual([])
  tellResult('REL-08', {
    steps: by.length * 2,
    deeds: sendings.length,
    'sent again': sendings.filter(({ tries }) => tries > 1).length,
    'answers of 5xx': sendings.reduce((sum, { broken }) => sum + broken, 0),
    faults: 0,
  })
})

/** Of two answers the one stands that came later by the clock of the server. */
const byOwnClock = `
  create function own_clock() returns trigger language plpgsql as $$ begin
    if old.saved_at > new.saved_at then new.sequence := old.sequence; new.response := old.response; new.saved_at := old.saved_at; end if;
    return new; end $$;
  create trigger own_clock before update on attempt_answer for each row execute function own_clock()`

test('a centre that goes by its own clock in what is newer is found out', { timeout: patience }, async () => {
  const { faults } = await steps([2], 1500, byOwnClock)
  expect(new Set(faults.map(({ kind }) => kind))).toEqual(new Set(['lost']))
})
