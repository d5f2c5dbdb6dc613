import { answerTasks } from './answer-tasks.ts'

/** What the tests of the pool ask of a worker. */
export type FixtureTask =
  | { do: 'double'; value: number }
  | { do: 'bytes'; length: number }
  | { do: 'who' | 'hang' | 'crash' | 'throw' | 'exhaust' | 'grow' | 'environment' }

let held: Uint8Array | undefined

answerTasks(async (setup: { greeting: string }) => ({
  wasmBytes: () => held?.length ?? 0,
  answer: async (task: FixtureTask) => {
    if (task.do === 'double') return task.value * 2
    if (task.do === 'bytes') return new Uint8Array(task.length).fill(7)
    if (task.do === 'who') return `${setup.greeting} ${(await import('node:worker_threads')).threadId}`
    if (task.do === 'environment') return Object.keys(process.env)
    if (task.do === 'throw') throw new Error('no such chapter')
    if (task.do === 'crash') process.exit(3)
    if (task.do === 'grow') {
      held = new Uint8Array(65 * 2 ** 20)
      return 'grown'
    }
    if (task.do === 'exhaust') return exhaust()
    for (;;);
  },
}))

/** Allocates in small steps, as ordinary code does. */
function exhaust(): number {
  const kept: object[] = []
  for (;;) kept.push({ number: kept.length, text: `${kept.length}` })
}
