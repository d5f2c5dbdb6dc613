/**
 * Failpoints that stand in no program: every statement of SQL that a command sends, begin and commit among them, has a point before it
 * and one after it. The driver's own client is replaced by one that counts, in the test's process and there only.
 */
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { type Database, openDatabase } from '#platform/db.ts'

/** `throw`: an error nobody foresaw. `cut`: the connection breaks. `kill`: the process ends. `delay`: others come in between. */
export const actions = ['throw', 'cut', 'kill', 'delay'] as const
export type Action = (typeof actions)[number]

export interface Point {
  /** The statement, counted from 1. */
  readonly at: number
  readonly when: 'before' | 'after'
}

export interface Plan extends Point {
  readonly action: Action
  /** What others do during a delay. */
  readonly meanwhile?: () => Promise<unknown>
  /** What the end of the process is; without it all connections break at once, and nothing after the point ever happens. */
  readonly end?: () => void
}

export interface Failing {
  readonly db: Database
  /** Statements since it was opened, as they were sent. */
  readonly statements: readonly string[]
  /** Whether the plan came to its point. */
  fired(): boolean
  /** Resolves when its process has ended; without such a plan never. */
  readonly ended: Promise<void>
  /** Resolves when those who came in between are done. */
  others(): Promise<unknown>
  close(): Promise<void>
}

/** So long at least a delay takes. */
const pause = 15

/** A database whose connections fail by the plan, once; without one it only counts. */
export function failingDatabase(connection: pg.ClientConfig, plan?: Plan): Failing {
  const statements: string[] = []
  const clients = new Set<pg.Client>()
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  let fired = false
  let dead = false
  let others: Promise<unknown> | undefined
  const break_ = (client: pg.Client) => (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
  const never = () => new Promise<never>(() => {})

  const misfortune = async (client: pg.Client, { action, meanwhile }: Plan): Promise<void> => {
    fired = true
    if (action === 'throw') throw new Error('failpoint')
    if (action === 'delay') {
      // They may have to wait for a lock that is held here.
      others = meanwhile?.()
      await wait(pause)
    }
    if (action === 'cut') {
      break_(client)
      throw new Error('Connection terminated unexpectedly')
    }
    if (action !== 'kill') return
    plan?.end?.()
    dead = true
    for (const one of clients) break_(one)
    end()
    await never()
  }

  type Query = (...given: unknown[]) => Promise<unknown>
  class FailingClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config)
      clients.add(this)
      const send = super.query.bind(this) as unknown as Query
      Object.assign(this, { query: (...given: unknown[]) => this.#counted(send, given) })
    }

    /** What comes with a callback is a library's own and is let pass. */
    #counted(send: Query, given: unknown[]): Promise<unknown> {
      if (given.some((one) => typeof one === 'function')) return send(...given)
      return this.#sent(send, given)
    }

    async #sent(send: Query, given: unknown[]): Promise<unknown> {
      if (dead) return never()
      const at = statements.push(String(given[0]))
      const is = (when: Point['when']) => !fired && plan?.at === at && plan.when === when
      if (plan && is('before')) await misfortune(this, plan)
      const result = await send(...given)
      if (plan && is('after')) await misfortune(this, plan)
      return result
    }
  }

  const Client = FailingClient as unknown as new () => pg.ClientBase
  const db = openDatabase({ connection: { ...connection, Client } as pg.PoolConfig, max: 4 })
  return {
    db,
    statements,
    fired: () => fired,
    ended,
    others: async () => others,
    // A connection that was out when the process ended never comes back: nobody waits for it.
    close: () => (dead ? Promise.resolve() : db.close()),
  }
}

/** All points of a command that sent so many statements. */
export function pointsOf(count: number): Point[] {
  return Array.from({ length: count }, (_, i) => [
    { at: i + 1, when: 'before' as const },
    { at: i + 1, when: 'after' as const },
  ]).flat()
}
