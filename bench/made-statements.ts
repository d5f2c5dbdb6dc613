/** Statements of 1.8 kB, as another system of a training centre would send them: the same for the same number. */
import { createHash } from 'node:crypto'
import type { Statement } from '@putokaz/xapi'

export const bytesOfOne = 1800
export const agents = 2000
export const activities = 500
const courses = 20
const verbs = ['initialized', 'experienced', 'progressed', 'attempted', 'answered', 'scored', 'passed', 'failed', 'completed', 'interacted']

const id = (kind: string, number: number) => {
  const hex = createHash('md5').update(`${kind} ${number}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
const base = 'https://merenje.primer.test'

export const agentOf = (number: number) => ({ account: { homePage: base, name: id('agent', number % agents) } })
export const activityOf = (number: number) => `${base}/activities/${number % activities}`
export const courseOf = (number: number) => `${base}/courses/${number % courses}`
export const verbOf = (number: number) => `http://adlnet.gov/expapi/verbs/${verbs[number % verbs.length]}`
/** Some ten statements share one. */
export const registrationOf = (number: number) => id('registration', Math.floor(number / 10))

export function madeStatement(number: number): Statement & { id: string } {
  const chosen = (number * 7919) >>> 0
  const statement = {
    id: id('statement', number),
    actor: { objectType: 'Agent' as const, ...agentOf(chosen) },
    verb: { id: verbOf(chosen), display: { sr: 'урадио је', en: 'did' } },
    object: {
      id: activityOf(chosen),
      definition: {
        type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
        name: { sr: 'Питање о поступку азила', en: 'A question about the asylum procedure' },
      },
    },
    context: {
      registration: registrationOf(number),
      platform: 'merenje',
      language: 'sr-Cyrl',
      contextActivities: { parent: [{ id: `${courseOf(chosen)}/unit/${chosen % 7}` }], grouping: [{ id: courseOf(chosen) }] },
    },
    result: { success: number % 3 > 0, score: { scaled: (number % 100) / 100 }, duration: 'PT2M11S', response: 'c', extensions: {} },
    timestamp: new Date(Date.UTC(2026, 10, 1) + (number % 1_900_000) * 1000).toISOString(),
  }
  const left = bytesOfOne - Buffer.byteLength(JSON.stringify(statement)) - `"${base}/x":""`.length
  return { ...statement, result: { ...statement.result, extensions: { [`${base}/x`]: 'x'.repeat(Math.max(0, left)) } } }
}
