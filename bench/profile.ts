/**
 * Where the time goes: `node bench/profile.ts /sr/courses` asks for a page signed in, `--visitor` without a session;
 * `node bench/profile.ts answers` saves answers.
 */
import type { Profiler } from 'node:inspector'
import { parseArgs } from 'node:util'
import type { AnswerLoad, Saved } from './answer-process.ts'
import { makeLearners } from './learners.ts'
import { machine } from './processor.ts'
import { askProcess, load, number, onServer, type RunningServer, root, signIn, table } from './rig.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { visitor: { type: 'boolean', default: false }, seconds: { type: 'string', default: '8' }, rows: { type: 'string', default: '25' } },
})
const [what = '/sr'] = positionals
const [seconds, rows] = [Number(values.seconds), Number(values.rows)]

const heard: { hear?: (message: unknown) => void } = {}
const { profile, requests } = await onServer(
  async (server) => {
    const work = what === 'answers' ? await saving(server) : await reading(server, what)
    await work(3, 1)
    await ask(server, 'profile')
    const done = await work(seconds, 2)
    return { profile: (await ask(server, 'enough')) as Profiler.Profile, requests: done }
  },
  { nodeOptions: ['--import', `${import.meta.dirname}/profiling.ts`], hear: (message) => heard.hear?.(message) },
)
process.stdout.write(report(profile, requests))

type Work = (seconds: number, round: number) => Promise<number>

async function reading(server: RunningServer, path: string): Promise<Work> {
  const cookie = values.visitor ? '' : await signIn(server, 'learner')
  const headers = { 'accept-encoding': 'gzip, deflate, br', ...(cookie && { cookie }) }
  return async (time) => (await load({ url: server.url + path, headers, seconds: time, connections: 10 })).requests
}

async function saving(server: RunningServer): Promise<Work> {
  const learners = await makeLearners(server, 50)
  return async (time, round) => {
    const given: AnswerLoad = { port: server.port, learners, seconds: time, sequence: round * 10_000_000 }
    return (await askProcess<Saved>('answer-process.ts', given)).saved
  }
}

function ask(server: RunningServer, message: string): Promise<unknown> {
  return new Promise((give) => {
    heard.hear = give
    server.tell(message)
  })
}

type Sums = Map<string, number>

function report({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile, requests: number): string {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const [places, own, whole]: [Sums, Sums, Sums] = [new Map(), new Map(), new Map()]
  let busy = 0
  for (const [index, id] of samples.entries()) {
    const frame = byId.get(id)?.callFrame
    const ms = (timeDeltas[index + 1] ?? 0) / 1000
    if (!frame || frame.functionName === '(idle)') continue
    busy += ms
    add(places, placeOf(frame), ms)
    add(own, nameOf(frame), ms)
    const names = new Set<string>()
    for (let at: number | undefined = id; at !== undefined; at = callers.get(at)) names.add(nameOf(byId.get(at)?.callFrame ?? frame))
    for (const name of names) add(whole, name, ms)
  }
  const part = (title: string, given: Sums) => {
    const top = [...given].toSorted(([, a], [, b]) => b - a).slice(0, rows)
    const shown = top.map(([name, ms]) => [name, number((ms / requests) * 1000), `${number((ms / busy) * 100, 1)} %`])
    return table([title, 'µs a request', 'share'], shown)
  }
  const head = `${what}: ${requests} requests, ${number(busy / requests, 2)} ms each on the main thread. ${machine()}`
  return [head, part('package or file', places), part('function by itself', own), part('function with all it calls', whole), ''].join('\n\n')
}

function add(sums: Sums, key: string, value: number): void {
  sums.set(key, (sums.get(key) ?? 0) + value)
}

function nameOf(frame: CallFrame): string {
  return `${frame.functionName || '(anonymous)'} · ${placeOf(frame)}:${frame.lineNumber + 1}`
}

type CallFrame = Profiler.ProfileNode['callFrame']

/** A package for what is not ours, a file for what is, the name itself for what is done in Node. */
function placeOf({ url, functionName }: CallFrame): string {
  const path = url.replace(/^file:\/\//, '').replace(`${root}/`, '')
  return /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules\/)/.exec(path)?.[1] ?? (path || functionName)
}
