/**
 * An answer saved: over HTTP, against the same statements in one transaction through bare `pg`, 50 clients each.
 * The statements are not written here: they are noted while the real server saves real answers.
 */
import { connect } from 'node:net'
import { type AnswerLoad, requestFor, type Saved } from './answer-process.ts'
import { connectionOf, type Learner, makeLearners } from './learners.ts'
import { byTurns, cpuBelowMs, cpuMs, medians } from './processor.ts'
import { askProcess, number, onServer, type RunningServer, removeData, share, startServer, table } from './rig.ts'
import type { Recorded, Statement, StatementLoad } from './statement-process.ts'

const clients = 50
/** As many answers of each learner are sent in turn. */
const recordedOfEach = 3
const step = 10_000_000

export async function measureAnswers({ seconds, rounds } = { seconds: 4, rounds: 5 }): Promise<string> {
  const noted: Statement[] = []
  const recording = await startServer({ nodeOptions: ['--import', `${import.meta.dirname}/note-statements.ts`], hear: (one) => noted.push(one as Statement) })
  const learners = (await makeLearners(recording, clients)).map((one) => ({ ...one, answers: one.answers.slice(0, recordedOfEach) }))
  const recorded: Recorded[][] = []
  for (const learner of learners) recorded.push(await record(recording, learner, noted))
  const sentEachTime = commonTo(recorded.flat())
  await recording.stop()
  const { dataFolder } = recording
  return onServer((server) => compare(server, { learners, recorded: recorded.map((of) => of.map(sentEachTime)), seconds, rounds }), { dataFolder }).finally(
    () => removeData(dataFolder),
  )
}

/** Leaves out what the server did beside, in its own jobs: that is not sent with every answer. */
function commonTo(all: readonly Recorded[]): (one: Recorded) => Recorded {
  const common = new Set(all[0]?.statements.map(({ text }) => text)).intersection(new Set(all.at(-1)?.statements.map(({ text }) => text)))
  for (const { statements } of all) for (const text of common) if (!statements.some((one) => one.text === text)) common.delete(text)
  return (one) => ({ ...one, statements: one.statements.filter(({ text }) => common.has(text)) })
}

/** What the server sends to PostgreSQL while it saves an answer. */
async function record(server: RunningServer, learner: Learner, noted: Statement[]): Promise<Recorded[]> {
  const all: Recorded[] = []
  for (let number = 0; number < learner.answers.length; number++) {
    const sequence = 1_000_000 + number
    const request = requestFor(server.port, learner, sequence)
    noted.length = 0
    await send(server.port, request)
    const statements = noted.filter(({ text }) => !/pgboss|^(begin|commit|start transaction)/i.test(text))
    all.push({ statements: statements.map((one) => ({ ...one })), id: /"id":"([^"]+)"/.exec(request)?.[1] ?? '', sequence })
  }
  return all
}

function send(port: number, request: string): Promise<void> {
  return new Promise((give, refuse) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    socket.once('data', (part) => {
      socket.end()
      const line = part.toString('latin1').split('\r\n')[0] ?? ''
      // What was noted travels on a channel of its own.
      setTimeout(() => (line.includes(' 200 ') ? give() : refuse(new Error(line))), 30)
    })
    socket.once('error', refuse)
  })
}

interface Comparing {
  readonly learners: readonly Learner[]
  readonly recorded: readonly (readonly Recorded[])[]
  readonly seconds: number
  readonly rounds: number
}

interface Measured {
  readonly perSecond: number
  readonly p50: number
  readonly p95: number
  readonly node: number
  readonly database: number
  readonly failed: number
}

async function compare(server: RunningServer, { learners, recorded, seconds, rounds }: Comparing): Promise<string> {
  const connection = await connectionOf(server)
  let sequence = step
  const next = () => {
    sequence += step
    return sequence
  }
  const bare =
    (connections: number, all = recorded) =>
    async () => {
      const load: StatementLoad = { connection, connections, clients: all, seconds, sequence: next() }
      const before = await cpuBelowMs(server.pid)
      const result = await askProcess<Saved & { cpu: number }>('statement-process.ts', load)
      return told(result, { seconds, node: result.cpu, database: (await cpuBelowMs(server.pid)) - before })
    }
  const product = async () => {
    const load: AnswerLoad = { port: server.port, learners, seconds, sequence: next() }
    const before = [await cpuMs(server.pid), await cpuBelowMs(server.pid)] as const
    const result = await askProcess<Saved>('answer-process.ts', load)
    return told(result, { seconds, node: (await cpuMs(server.pid)) - before[0], database: (await cpuBelowMs(server.pid)) - before[1] })
  }
  const withoutSession = recorded.map((of) => of.map((one) => ({ ...one, statements: one.statements.filter(({ text }) => !/session/.test(text)) })))
  await product()
  const rows = await byTurns(rounds, { product, bare20: bare(20), bare50: bare(50), sessionless: bare(20, withoutSession) })
  const measured = { product: medians(rows.product), bare20: medians(rows.bare20), bare50: medians(rows.bare50), sessionless: medians(rows.sessionless) }
  const of = recorded[0]?.[0]?.statements ?? []
  const names = of.map(({ text }) => `\`${text.trim().replaceAll(/\s+/g, ' ').slice(0, 60)} …\``).join(', ')
  const best = measured.bare20.perSecond > measured.bare50.perSecond ? measured.bare20 : measured.bare50
  return [
    table(
      ['50 clients', 'answers/s', 'of bare', 'p50 ms', 'p95 ms', 'Node: ms CPU', 'PostgreSQL: ms CPU', 'work of bare', 'failed'],
      [
        line('saved over HTTP by the product', measured.product, best),
        line('bare pg, 20 connections', measured.bare20, best),
        line('bare pg, 50 connections', measured.bare50, best),
        line('bare pg, 20 connections, without asking for the session', measured.sessionless, best),
      ],
    ),
    '',
    `The statements between begin and commit, as noted: ${names}.`,
  ].join('\n')
}

function told(result: Saved, { seconds, node, database }: { seconds: number; node: number; database: number }): Measured {
  const { saved, failed, p50, p95 } = result
  return { perSecond: saved / seconds, p50, p95, node: node / saved, database: database / saved, failed }
}

function line(name: string, { perSecond, p50, p95, node, database, failed }: Measured, best: Measured): (string | number)[] {
  return [
    name,
    number(perSecond),
    share(perSecond, best.perSecond),
    number(p50, 1),
    number(p95, 1),
    number(node, 2),
    number(database, 2),
    share(best.node + best.database, node + database),
    failed,
  ]
}
