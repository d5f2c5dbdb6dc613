/** Why a task came to nothing: `timeout`, `crashed` (worker lost), `full` (queue), `closed` (pool), `failed` (the task threw). */
export type WorkerTrouble = 'timeout' | 'crashed' | 'full' | 'closed' | 'failed'

/** A task was not done; `reason` says why, `cause` holds what the worker threw. */
export class WorkerError extends Error {
  readonly reason: WorkerTrouble

  constructor(reason: WorkerTrouble, cause?: unknown) {
    super(`worker task: ${reason}${cause instanceof Error ? `: ${cause.message}` : ''}`, { cause })
    this.name = 'WorkerError'
    this.reason = reason
  }
}
