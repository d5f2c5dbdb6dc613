import { parentPort, workerData } from 'node:worker_threads'
import type { Report } from './pool.ts'

/** How a worker does its tasks. */
export interface Work<Task, Answer> {
  readonly answer: (task: Task) => Answer | Promise<Answer>
  /** Bytes of WebAssembly memory it holds; V8 does not count them against the heap limit. */
  readonly wasmBytes?: () => number
}

/** Called once by the program of a worker: `begin` gets what the pool was set up with. */
export function answerTasks<Setup, Task, Answer>(begin: (setup: Setup) => Promise<Work<Task, Answer>>): void {
  const port = parentPort
  if (!port) throw new Error('answerTasks is for worker threads')
  const { setup, memoryMb } = workerData as { setup: Setup; memoryMb: number }
  const work = begin(setup)
  port.on('message', async (task: Task) => {
    try {
      const { answer, wasmBytes } = await work
      const value = await answer(task)
      const retire = (wasmBytes?.() ?? 0) > memoryMb * 2 ** 20
      port.postMessage({ answer: value, retire } satisfies Report, transferable(value))
    } catch (error) {
      const { message, stack = '' } = error instanceof Error ? error : new Error(String(error))
      port.postMessage({ failure: message, stack } satisfies Report)
    }
  })
}

/** Bytes that own their whole buffer move to the main thread without being copied. */
function transferable(value: unknown): ArrayBuffer[] {
  const whole = value instanceof Uint8Array && value.byteLength === value.buffer.byteLength
  return whole && value.buffer instanceof ArrayBuffer ? [value.buffer] : []
}
