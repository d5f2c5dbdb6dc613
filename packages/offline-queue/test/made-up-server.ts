import type { Answer, Batch, Entry } from '../src/index.ts'

/** How one sending goes. `lost`: the server stores it, but its answer never arrives. */
export type Weather = 'fine' | 'lost' | 'unreachable' | 'busy' | 'failed' | 'signed-out'

/** A server that stores whole batches or nothing, refuses some ids, chokes on some, and can be set back to its last backup. */
export class MadeUpServer {
  readonly stored = new Map<string, unknown>()
  /** Every id in the order in which it first arrived, per address. */
  readonly arrivals: { readonly to: string; readonly id: string }[] = []
  readonly bad: ReadonlySet<string>
  readonly choking: ReadonlySet<string>
  #backup = new Map<string, unknown>()
  #safeBelow: number | null = null
  #epoch = 1
  #count = 0

  constructor(bad: ReadonlySet<string>, choking: ReadonlySet<string>) {
    this.bad = bad
    this.choking = choking
  }

  get itself() {
    return { epoch: String(this.#epoch), safeBelow: this.#safeBelow }
  }

  take(batch: Batch, weather: Weather): Answer {
    if (weather === 'signed-out') return { kind: 'unauthenticated' }
    if (weather === 'unreachable') return { kind: 'unreachable' }
    if (weather === 'busy') return { kind: 'busy', retryAfter: 30 }
    if (weather === 'failed' || batch.entries.some(({ id }) => this.choking.has(id))) return { kind: 'failed' }
    if (batch.entries.length > 20) return { kind: 'too-large' }
    if (batch.entries.some(({ id }) => this.bad.has(id))) return { kind: 'refused', status: 400, reason: 'malformed' }
    for (const entry of batch.entries) this.#store(entry)
    return weather === 'lost' ? { kind: 'unreachable' } : { kind: 'accepted', receipt: ++this.#count, ...this.itself }
  }

  backUp(): void {
    this.#safeBelow = ++this.#count
    this.#backup = new Map(this.stored)
  }

  restore(): void {
    this.stored.clear()
    for (const [id, body] of this.#backup) this.stored.set(id, body)
    this.#epoch++
  }

  #store({ id, body, to }: Entry): void {
    if (this.stored.has(id) && this.stored.get(id) !== body) throw new Error(`${id} came with another body`)
    if (!this.arrivals.some((one) => one.id === id)) this.arrivals.push({ to, id })
    this.stored.set(id, body)
  }
}
