/** Saves answers over HTTP, one request after another on each connection, with as little work of its own as can be. */
import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import type { Learner } from './learners.ts'

export interface AnswerLoad {
  readonly port: number
  readonly learners: readonly Learner[]
  readonly seconds: number
  /** Above all sequence numbers that were used before. */
  readonly sequence: number
}

export interface Saved {
  readonly saved: number
  readonly failed: number
  readonly p50: number
  readonly p95: number
}

if (process.send) {
  process.once('message', async (message) => {
    const given = message as AnswerLoad
    const until = performance.now() + given.seconds * 1000
    const all = (await Promise.all(given.learners.map((learner) => oneLearner(given, learner, until)))).flat()
    const times = all.flatMap(({ ms, ok }) => (ok ? [ms] : [])).toSorted((a, b) => a - b)
    const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN
    const result: Saved = { saved: times.length, failed: all.length - times.length, p50: at(0.5), p95: at(0.95) }
    process.send?.(result, () => process.exit())
  })
}

/** What goes over the wire for one answer. */
export function requestFor(port: number, { cookie, attempt, answers }: Learner, sequence: number): string {
  const answer = answers[sequence % answers.length]
  const body = JSON.stringify({ id: randomUUID(), item: answer?.item, sequence, response: answer?.response })
  const head = `POST /api/v1/attempts/${attempt}/answers HTTP/1.1\r\nhost: localhost:${port}\r\norigin: http://localhost:${port}\r\ncookie: ${cookie}\r\n`
  return `${head}content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
}

function oneLearner({ port, sequence: first }: AnswerLoad, learner: Learner, until: number): Promise<{ ms: number; ok: boolean }[]> {
  return new Promise((give, refuse) => {
    const seen: { ms: number; ok: boolean }[] = []
    const socket = connect(port, '127.0.0.1')
    let [sequence, begun, text] = [first, 0, '']
    const next = () => {
      if (performance.now() > until) {
        socket.end()
        give(seen)
        return
      }
      begun = performance.now()
      socket.write(requestFor(port, learner, sequence++))
    }
    socket.setNoDelay(true)
    socket.once('connect', next)
    socket.once('error', refuse)
    socket.on('data', (part) => {
      text += part.toString('latin1')
      if (!isWhole(text)) return
      seen.push({ ms: performance.now() - begun, ok: text.startsWith('HTTP/1.1 200') })
      text = ''
      next()
    })
  })
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = /content-length: (\d+)/i.exec(text.slice(0, end))
  return length ? text.length >= end + 4 + Number(length[1]) : text.endsWith('0\r\n\r\n')
}
