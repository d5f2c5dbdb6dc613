import { newId } from '#modules/learning/device/outbox/index.ts'
import type { Response } from '#modules/questions/domain/response.ts'
import type { Holder } from './hold-answers.ts'
import { type Outcome, sendAnswer, type Waiting } from './send-answer.ts'

export type State = 'saved' | 'saving' | 'kept' | 'not-saved' | 'lost-session' | 'closed'

interface Options {
  readonly attempt: string
  readonly holder: Promise<Holder>
  /** Highest sequence number that the server is known to keep, by item. */
  readonly known: Map<string, number>
  readonly say: (state: State) => void
  readonly saved: (sent: Waiting) => void
  /** Told of an answer that waited here when the page was opened and is newer than what the page shows. */
  readonly found: (answer: Waiting) => void
}

interface Pending extends Waiting {
  /** Whether it is on the disk. */
  readonly kept: Promise<boolean>
}

/** After so long without an answer of the server the page says what is true by then: that the device has it. */
const patience = 1500

/** Sees the newest answer to each question to the disk of this device and then to the server, also over pages and a lost connection. */
export class AnswersOnTheirWay {
  readonly #given: Options
  readonly #pending = new Map<string, Pending>()
  /** One after the other: of two answers to the same question the later one stays. */
  #turn: Promise<unknown>
  #failures = 0
  #sending: Promise<boolean> | undefined

  constructor(given: Options) {
    this.#given = given
    this.#turn = given.holder
    void this.#takeUp()
  }

  put(item: string, response: Response | null): void {
    this.#add(this.#born(item, response))
    this.#given.say('saving')
    void this.#send()
  }

  /** The page is being left: there is no time for a second step. */
  putLeaving(item: string, response: Response | null): void {
    const answer = this.#born(item, response)
    // The same under the same id: whichever arrives second changes nothing.
    void sendAnswer(this.#given.attempt, answer)
    this.#add(answer)
    void this.#send()
  }

  isEmpty(): boolean {
    return this.#pending.size === 0
  }

  /** Resolves when nothing waits any more; false when that can't come about by waiting. */
  async empty(): Promise<boolean> {
    while (!this.isEmpty()) if (!(await this.#send())) return false
    return true
  }

  #born(item: string, response: Response | null): Waiting {
    const newest = Math.max(this.#given.known.get(item) ?? 0, this.#pending.get(item)?.sequence ?? 0)
    return { id: newId(), item, response, sequence: Math.max(newest + 1, Date.now()) }
  }

  #add(answer: Waiting): void {
    const kept = this.#turn.then(async () => (await this.#given.holder).keep(answer))
    this.#turn = kept
    this.#pending.set(answer.item, { ...answer, kept })
  }

  #send(): Promise<boolean> {
    this.#sending ??= this.#sendAll().finally(() => {
      this.#sending = undefined
    })
    return this.#sending
  }

  async #sendAll(): Promise<boolean> {
    for (let [next] = this.#pending.values(); next; [next] = this.#pending.values()) if (!(await this.#sendOne(next))) return false
    this.#given.say('saved')
    return true
  }

  /** False when it is of no use to go on. */
  async #sendOne(next: Pending): Promise<boolean> {
    const isKept = await next.kept
    if (this.#pending.get(next.item) !== next) return true
    const waits = setTimeout(() => isKept && this.#given.say('kept'), patience)
    const sent = await (await this.#given.holder).send(next)
    clearTimeout(waits)
    if (sent === 'gone' && this.#pending.get(next.item) !== next) return true
    const outcome = sent === 'gone' ? await sendAnswer(this.#given.attempt, next) : sent
    if (outcome !== 'try-again' && (outcome !== 'lost-session' || isKept)) return this.#settle(next, outcome)
    this.#failures++
    this.#given.say(isKept ? 'kept' : 'not-saved')
    await pause(Math.min(15_000, 500 * 2 ** this.#failures))
    return true
  }

  #settle(next: Pending, outcome: Exclude<Outcome, 'try-again'>): boolean {
    this.#failures = 0
    const { known, saved, say } = this.#given
    if (typeof outcome === 'string' && outcome !== 'saved') {
      say(outcome)
      return false
    }
    const kept = outcome === 'saved' ? next.sequence : outcome
    known.set(next.item, Math.max(known.get(next.item) ?? 0, kept))
    if (outcome === 'saved') saved(next)
    if (this.#pending.get(next.item) !== next) return true
    this.#pending.delete(next.item)
    // The server keeps one that was given later, in another window or on another device, and that one stands. A number above this
    // clock is of a device whose clock is ahead: what was given here after it counts on from there.
    if (kept > Date.now() && kept !== next.sequence) this.#add(this.#born(next.item, next.response))
    return true
  }

  /** While nothing is tried here: the session is over, and she may have signed in again in another window. */
  async #lookAgain(): Promise<void> {
    if (this.#sending || this.isEmpty()) return
    const holder = await this.#given.holder
    for (const next of [...this.#pending.values()]) if (await holder.isSent(next)) this.#settle(next, 'saved')
    if (this.isEmpty()) this.#given.say('saved')
  }

  async #takeUp(): Promise<void> {
    const { known, found } = this.#given
    const holder = await this.#given.holder
    holder.whenSent(() => void this.#lookAgain())
    for (const answer of await holder.waiting()) {
      // Given anew before it was read.
      if (this.#pending.has(answer.item)) continue
      this.#pending.set(answer.item, { ...answer, kept: Promise.resolve(true) })
      if (answer.sequence > (known.get(answer.item) ?? 0)) found(answer)
    }
    if (!this.isEmpty()) void this.#send()
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
    addEventListener('online', () => resolve(), { once: true })
  })
}
