/** A device of somebody who works without a network: the real queue, in memory, against the real addresses. */
import { type Address, type Answer, append, type Batch, type Entry, hurry, nextBatch, release, type Server, settle } from '@putokaz/offline-queue'
import { judge } from '#modules/learning/device/outbox/asking.ts'
import { requestOf } from '#modules/learning/device/outbox/requests.ts'
import { newId } from './deeds.ts'

/** Undefined when nothing came. */
export type Network = (method: string, path: string, body: unknown) => Promise<Response | undefined>

export interface Device {
  /** Does something; it is kept here from now on. */
  does(to: Address, body: { readonly id: string }, born: Date, about?: string): void
  /** Sends all that waits, then hears how far the server is; `signed-out` when it may not. */
  sync(network: Network, now: number): Promise<'all-sent' | 'unreachable' | 'signed-out'>
  entries(): readonly Entry[]
  /** Another life of the server was met. */
  epochs(): number
}

export interface DeviceWish {
  /** What is done with what was sent when the server says how far it is; broken on purpose to see that it is found out. */
  readonly releases?: typeof release
  /** What it makes of the name of the server's life; broken on purpose, too. */
  readonly hears?: (epoch: string) => string
}

export function device({ releases = release, hears = (epoch) => epoch }: DeviceWish = {}): Device {
  let entries: Entry[] = []
  const epochs = new Set<string>()
  const meets = (server: Server) => {
    epochs.add(server.epoch)
    entries = releases(entries, server)
  }
  const sends = async (network: Network, batch: Batch, now: number): Promise<Answer['kind']> => {
    const { method, path, body } = requestOf(
      batch.to,
      batch.entries.map((entry) => entry.body),
    )
    const answered = await network(method, path, body)
    const answer: Answer = answered ? await judge(answered) : { kind: 'unreachable' }
    const heard = answer.kind === 'accepted' ? { ...answer, epoch: hears(answer.epoch) } : answer
    entries = settle(entries, batch, heard, now)
    if (heard.kind === 'accepted') meets(heard)
    return heard.kind
  }
  return {
    does(to, body, born, about) {
      const size = JSON.stringify(body).length
      entries = append(entries, { id: body.id, born: born.toISOString(), to, body, size, state: 'waiting', tries: 0, ...(about !== undefined && { about }) })
    },
    async sync(network, now) {
      entries = hurry(entries)
      for (;;) {
        const server = await met(await network('GET', '/api/v1/device', undefined))
        if (typeof server === 'string') return server
        meets({ ...server, epoch: hears(server.epoch) })
        for (let batch = nextBatch(entries, now); batch; batch = nextBatch(entries, now)) {
          const kind = await sends(network, batch, now)
          if (kind === 'unauthenticated') return 'signed-out'
          if (kind === 'unreachable' || kind === 'failed' || kind === 'busy') return 'unreachable'
        }
        if (!entries.some(({ state }) => state === 'waiting')) return 'all-sent'
      }
    },
    entries: () => entries,
    epochs: () => epochs.size,
  }
}

async function met(answered: Response | undefined): Promise<Server | 'unreachable' | 'signed-out'> {
  if (answered?.status === 401) return 'signed-out'
  return answered?.ok ? ((await answered.json()) as Server) : 'unreachable'
}

/** A statement that says what a device may say. */
export function experienced(homePage: string, person: string, given: { unit: string; at: Date }) {
  const object = { id: `${homePage}/xapi/activities/course/T01/version/1.0.0/unit/${given.unit}` }
  const actor = { account: { homePage, name: person } }
  return { id: newId(), actor, verb: { id: 'http://adlnet.gov/expapi/verbs/experienced' }, object, timestamp: given.at.toISOString(), version: '1.0.0' }
}
