import type { Response } from '#modules/questions/domain/response.ts'

/** An answer on its way, as the machine address takes it. */
export interface Waiting {
  readonly id: string
  readonly item: string
  readonly response: Response | null
  readonly sequence: number
}

/** A number is the sequence that the server keeps and that is newer. */
export type Outcome = 'saved' | 'try-again' | 'lost-session' | 'closed' | number

/** Straight to the account: where this browser keeps nothing, and where the page is being left. */
export async function sendAnswer(attempt: string, { id, item, response, sequence }: Waiting): Promise<Outcome> {
  try {
    const answered = await fetch(`/api/v1/attempts/${attempt}/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, item, response, sequence }),
      keepalive: true,
    })
    if (answered.ok) return 'saved'
    if (answered.status === 401) return 'lost-session'
    if (answered.status >= 500 || answered.status === 429) return 'try-again'
    const { sequence: kept } = (await answered.json()) as { sequence?: number }
    return kept ?? 'closed'
  } catch {
    return 'try-again'
  }
}
