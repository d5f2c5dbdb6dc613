import { enter, hear, keep, openRows, type Rows, sendSoon, waitingAt } from '#modules/learning/device/outbox/index.ts'
import { type Outcome, sendAnswer, type Waiting } from './send-answer.ts'

/** What holds the answers of one test until the server has them. */
export interface Holder {
  /** True when it is on the disk, encrypted; false where this browser keeps nothing. */
  keep(answer: Waiting): Promise<boolean>
  /** `gone`: it is not held any more, since it is safe, or since something newer took its place. */
  send(answer: Waiting): Promise<Outcome | 'gone'>
  /** What this device kept earlier and could not send yet. */
  waiting(): Promise<readonly Waiting[]>
  /** Whether another page has sent it meanwhile. */
  isSent(answer: Waiting): Promise<boolean>
  /** Calls whenever another page has sent something. */
  whenSent(look: () => void): void
}

interface Test {
  readonly attempt: string
  /** For whom the page was made. */
  readonly person: string
  /** What the list of the outbox calls it. */
  readonly title: string
}

/** The outbox of this device; where there is none, the memory of the page. */
export async function openHolder(test: Test): Promise<Holder> {
  const rows = await openRows().catch(() => undefined)
  const owner = rows && (await enter(rows, test.person).catch(() => undefined))
  return rows && owner ? outboxHolder(rows, test) : memoryHolder(test)
}

function memoryHolder({ attempt }: Test): Holder {
  return { keep: async () => false, send: (answer) => sendAnswer(attempt, answer), waiting: async () => [], isSent: async () => false, whenSent: () => {} }
}

function outboxHolder(rows: Rows, { attempt, title }: Test): Holder {
  const kept = new Set<string>()
  const shown = { what: 'answer', title, path: `/attempts/${attempt}` } as const
  return {
    keep: ({ id, ...answer }) =>
      keep(rows, { id, deed: { to: 'answers', attempt, ...answer }, shown }).then(
        () => {
          kept.add(id)
          return true
        },
        () => false,
      ),
    async send(answer) {
      if (!kept.has(answer.id)) return sendAnswer(attempt, answer)
      const sent = await sendSoon(rows).catch(() => 'later' as const)
      const row = await rows.one(answer.id)
      if (!row) return 'gone'
      if (row.state === 'waiting') return sent === 'signed-out' || sent === 'locked' ? 'lost-session' : 'try-again'
      return row.state === 'sent' ? 'saved' : 'closed'
    },
    async waiting() {
      const all = await waitingAt<Waiting & { readonly attempt: string }>(rows, 'answers')
      const ours = all.flatMap(({ attempt: of, ...answer }) => (of === attempt ? [answer] : []))
      for (const { id } of ours) kept.add(id)
      return ours
    },
    isSent: async ({ id }) => (await rows.one(id))?.state === 'sent',
    whenSent: (look) => hear((what) => what === 'changed' && look()),
  }
}
