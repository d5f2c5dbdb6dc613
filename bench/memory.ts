/** Memory of the server without PostgreSQL: idle, after load, and whether it stays flat while people come and go. */
import { setTimeout as later } from 'node:timers/promises'
import type { AnswerLoad, Saved } from './answer-process.ts'
import { makeLearners } from './learners.ts'
import { median, rssMb } from './processor.ts'
import { askProcess, load, number, onServer, type RunningServer, removeData, signIn, startServer, table } from './rig.ts'

const visited = ['/sr', '/sr/courses', '/sr/courses/C01', '/sr/courses/C01/1-1-medjunarodni-pojmovi', '/sr-latn/library', '/en/glossary', '/sr/institutions']
const words = ['азил', 'trazilac', 'обука', 'жртва', 'asylum', 'повратак']

/** On a first start, which makes the files of the manuals: that is when most is held. The second start is told beside it. */
export async function measureMemory(minutes: number): Promise<string> {
  const first = await startServer()
  const { dataFolder } = first
  try {
    const rows = await watchedUnderLoad(first, minutes).finally(first.stop)
    const again = await onServer(idle, { dataFolder })
    const head = ['memory of the server (RSS, without PostgreSQL)', 'MB']
    return table(head, [...rows, ['a second start, idle, 5 s after its first page', number(again)]])
  } finally {
    await removeData(dataFolder)
  }
}

async function idle(server: RunningServer): Promise<number> {
  await later(5000)
  return rssMb(server.pid)
}

async function watchedUnderLoad(server: RunningServer, minutes: number): Promise<[string, string][]> {
  const atRest = await idle(server)
  const cookie = await signIn(server, 'learner')
  const learners = await makeLearners(server, 50)
  await everything(server, cookie, { seconds: 10, connections: 50 })
  const saving: AnswerLoad = { port: server.port, learners, seconds: 10, sequence: 10_000_000 }
  await askProcess<Saved>('answer-process.ts', saving)
  const loaded = await rssMb(server.pid)
  const seen = await watched(server, cookie, minutes)
  const third = Math.max(1, Math.floor(seen.length / 3))
  return [
    ['a first start, idle, 5 s after its first page', number(atRest)],
    ['after 10 s of pages and searches and 10 s of answers from 50 connections', number(loaded)],
    [`median of the first third of ${minutes} minutes of light load`, number(median(seen.slice(0, third)))],
    ['median of the last third', number(median(seen.slice(-third)))],
    ['most ever', number(Math.max(loaded, ...seen))],
  ]
}

interface HowMuch {
  readonly seconds: number
  readonly connections: number
  readonly rate?: number
}

function everything(server: RunningServer, cookie: string, howMuch: HowMuch) {
  const asked = [...visited, ...words.map((word) => `/sr/search?q=${encodeURIComponent(word)}`)]
  const requests = asked.flatMap((path) => [{ path }, { path, headers: { cookie } }])
  return load({ url: server.url, requests, headers: { 'accept-encoding': 'gzip' }, ...howMuch })
}

/** Twenty requests a second, half of them signed in; one look every five seconds. */
async function watched(server: RunningServer, cookie: string, minutes: number): Promise<number[]> {
  const seen: number[] = []
  const going = everything(server, cookie, { seconds: minutes * 60, connections: 5, rate: 20 })
  let over = false
  const ended = going.then(() => {
    over = true
  })
  while (!over) {
    await Promise.race([later(5000), ended])
    seen.push(await rssMb(server.pid))
  }
  return seen
}
