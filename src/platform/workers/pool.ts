import { Worker } from 'node:worker_threads'
import { WorkerError } from './worker-error.ts'

/** How a pool of workers is made. */
export interface PoolOptions {
  /**
   * The program of a worker (it calls `answerTasks`), as an address made from the root of the repository:
   * bundled code cannot name it by `import.meta.url`, because a bundle lies elsewhere than its source.
   */
  readonly file: URL
  /** Workers at most; each starts when first needed. */
  readonly size: number
  /** Time a task may run, waiting not counted. */
  readonly timeoutMs: number
  /** JavaScript heap of a worker; a worker that holds more WebAssembly memory than this retires after its task. */
  readonly memoryMb: number
  /** Tasks that may wait; one more is refused. */
  readonly queue?: number
  /** After this rest a worker ends. Without it none ends. */
  readonly idleMs?: number
  /** How many stay warm however long they rest; one, unless told. */
  readonly warm?: number
  /** What every worker is told at its start. */
  readonly setup?: unknown
}

/** Workers that do what would block the event loop. */
export interface Pool<Task = unknown, Answer = unknown> {
  /** Rejects with a `WorkerError` when the task could not be done. */
  run(task: Task): Promise<Answer>
  /** Ends all workers; what runs or waits is rejected. */
  close(): Promise<void>
}

/** What a worker says when a task has ended. */
export type Report = { answer: unknown; retire: boolean } | { failure: string; stack: string }

interface Job {
  readonly task: unknown
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: WorkerError) => void
}

interface Seat {
  readonly worker: Worker
  job: Job | undefined
  timer: NodeJS.Timeout | undefined
}

/** Starts a pool; no thread runs before the first task. */
export function createPool<Task, Answer>(options: PoolOptions): Pool<Task, Answer> {
  const pool = new WorkerPool(options)
  return { run: (task) => pool.run(task) as Promise<Answer>, close: () => pool.close() }
}

class WorkerPool {
  readonly #options: PoolOptions
  readonly #seats = new Set<Seat>()
  readonly #waiting: Job[] = []
  #closed = false

  constructor(options: PoolOptions) {
    this.#options = options
  }

  run(task: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closed) return reject(new WorkerError('closed'))
      if (this.#waiting.length >= (this.#options.queue ?? 100)) return reject(new WorkerError('full'))
      this.#waiting.push({ task, resolve, reject })
      this.#distribute()
    })
  }

  async close(): Promise<void> {
    this.#closed = true
    for (const job of this.#waiting.splice(0)) job.reject(new WorkerError('closed'))
    const ended = [...this.#seats].map((seat) => this.#lose(seat, new WorkerError('closed')))
    await Promise.all(ended)
  }

  #distribute() {
    while (!this.#closed && this.#waiting.length > 0) {
      const seat = this.#freeSeat()
      if (!seat) return
      this.#give(seat, this.#waiting.shift() as Job)
    }
  }

  #freeSeat(): Seat | undefined {
    const idle = [...this.#seats].find((seat) => seat.job === undefined)
    return idle ?? (this.#seats.size < this.#options.size ? this.#start() : undefined)
  }

  #start(): Seat {
    const { file, setup, memoryMb } = this.#options
    const worker = new Worker(file, {
      workerData: { setup, memoryMb },
      resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      // A worker that reads what people wrote has no business with our secrets.
      env: {},
      execArgv: [],
    })
    const seat: Seat = { worker, job: undefined, timer: undefined }
    worker.on('message', (report: Report) => this.#finish(seat, report))
    worker.on('error', (error) => this.#lose(seat, new WorkerError('crashed', error)))
    worker.on('exit', (code) => this.#lose(seat, new WorkerError('crashed', new Error(`exit code ${code}`))))
    this.#seats.add(seat)
    return seat
  }

  #give(seat: Seat, job: Job) {
    seat.job = job
    seat.worker.ref()
    clearTimeout(seat.timer)
    seat.timer = setTimeout(() => this.#lose(seat, new WorkerError('timeout')), this.#options.timeoutMs)
    try {
      seat.worker.postMessage(job.task)
    } catch (error) {
      this.#release(seat)
      job.reject(new WorkerError('failed', error))
    }
  }

  #finish(seat: Seat, report: Report) {
    const job = this.#release(seat)
    if ('failure' in report) {
      job?.reject(new WorkerError('failed', Object.assign(new Error(report.failure), { stack: report.stack })))
    } else {
      if (report.retire) void this.#dismiss(seat)
      job?.resolve(report.answer)
    }
    this.#distribute()
  }

  /** Ends a worker and its task; another worker takes the seat when there is work for it. */
  async #lose(seat: Seat, error: WorkerError): Promise<void> {
    if (!this.#seats.has(seat)) return
    const job = this.#release(seat)
    const ended = this.#dismiss(seat)
    job?.reject(error)
    this.#distribute()
    await ended
  }

  #release(seat: Seat): Job | undefined {
    const { job } = seat
    clearTimeout(seat.timer)
    seat.job = undefined
    // An idle worker does not keep the process alive.
    seat.worker.unref()
    this.#rest(seat)
    return job
  }

  #rest(seat: Seat) {
    const { idleMs, warm = 1 } = this.#options
    if (idleMs === undefined) return
    seat.timer = setTimeout(() => {
      if (this.#seats.size > warm) void this.#dismiss(seat)
    }, idleMs).unref()
  }

  async #dismiss(seat: Seat): Promise<void> {
    clearTimeout(seat.timer)
    this.#seats.delete(seat)
    await seat.worker.terminate()
  }
}
