/** Commands that REL-02 breaks at every point: each brings its own subject, and says what of the deed is there. */
import { createHash } from 'node:crypto'
import { writeMultipart } from '@putokaz/xapi'
import { certificatePdf, issueCertificate } from '#modules/certificates/index.ts'
import { handIn, saveAnswer, saveNote, startAttempt, takeOverFromDevice, toggleBookmark } from '#modules/learning/index.ts'
import { buildStatement, storeStatements } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { askStore, storeRoutes } from '../../support/record-store.ts'
import type { TestApp } from '../../support/test-app.ts'
import { rightAnswer, testLearner } from '../../support/test-course.ts'
import { aboutToComplete, attemptAt } from './learning-life.ts'
import { newClient } from './prepare.ts'

/** Where the command stands on one subject. */
export interface Ready {
  /** Does the deed; true when whoever sent it was told that it is kept. */
  act(app: App): Promise<boolean>
  /** Counts of what the deed writes: all 0 before, all as `whole` after. */
  look(): Promise<number[]>
  readonly whole: readonly number[]
}

export interface Command {
  readonly name: string
  /** It has several transactions on purpose: a part may be there until it is repeated. */
  readonly inSteps?: true
  /** Its subject takes so long to make that it is broken less often. */
  readonly costly?: true
  ready(app: TestApp): Promise<Ready>
}

async function counts(app: TestApp, texts: readonly string[], values: readonly unknown[]): Promise<number[]> {
  const found = await app.db.executeSql(`select ${texts.map((text, i) => `(${text})::int as n${i}`).join(', ')}`, [...values])
  return Object.values(found.rows[0] as Record<string, number>).map(Number)
}

const said = (verb: string) => `select count(*) from statement where registration = $1 and verb like '%/${verb}'`

const answering: Command = {
  name: 'saveAnswer',
  async ready(app) {
    const person = await testLearner(app)
    const attempt = await attemptAt(app, person, '1')
    const [id, item] = [app.newId(), 'T01-G004']
    const texts = ['select sequence from attempt_answer where attempt = $1 and item = $2', 'select count(*) from statement where id = $3']
    return {
      act: async (on) => (await saveAnswer(on, { person, attempt, item, id, response: rightAnswer(item), sequence: 1 })).ok,
      look: () => counts(app, texts, [attempt, item, id]),
      whole: [1, 1],
    }
  },
}

const starting: Command = {
  name: 'startAttempt',
  async ready(app) {
    const [person, attempt] = [await testLearner(app), app.newId()]
    const texts = ['select count(*) from attempt where id = $1', 'select count(*) from attempt_answer where attempt = $1', said('attempted')]
    return {
      act: async (on) => (await startAttempt(on, { person, course: 'T01', test: '1', attempt })).ok,
      look: () => counts(app, texts, [attempt]),
      whole: [1, 4, 1],
    }
  },
}

const handingIn: Command = {
  name: 'handIn',
  costly: true,
  async ready(app) {
    const { person, attempt } = await aboutToComplete(app)
    const texts = [
      'select count(*) from attempt where id = $1 and handed_in_at is not null',
      'select count(points) from attempt_answer where attempt = $1',
      ...['scored', 'passed', 'completed'].map(said),
      `select count(*) from fact where kind = 'learning.course-completed' and body::jsonb->>'attempt' = $1::text`,
      `select count(*) from pgboss.job where data->'body'->>'attempt' = $1::text and data->>'reaction' = 'certificates.issue-on-completion'`,
    ]
    return {
      act: async (on) => (await handIn(on, { person, attempt })).ok,
      look: () => counts(app, texts, [attempt]),
      whole: [1, 8, 1, 1, 1, 1, 1],
    }
  },
}

const clients = new WeakMap<App, Promise<string>>()

/** One client of the record store for all rounds of a centre. */
function authorizationIn(app: TestApp): Promise<string> {
  const authorization = clients.get(app) ?? newClient(app)
  clients.set(app, authorization)
  return authorization
}

const accepting: Command = {
  name: 'acceptStatements',
  async ready(app) {
    const authorization = await authorizationIn(app)
    const [first, second, voiding] = [app.newId(), app.newId(), app.newId()]
    const bytes = Buffer.from(first)
    const sha2 = createHash('sha256').update(bytes).digest('hex')
    const told = (id: string, verb: string, more: object) => ({ id, actor: { mbox: 'mailto:a@primer.invalid' }, verb: { id: verb }, ...more })
    const attachment = { usageType: 'http://primer.invalid/u', display: { en: 'a' }, contentType: 'text/plain', length: bytes.length, sha2 }
    const batch = [
      told(first, 'http://primer.invalid/v', { object: { id: 'http://primer.invalid/o' }, attachments: [attachment] }),
      told(second, 'http://primer.invalid/v', { object: { id: 'http://primer.invalid/o' } }),
      told(voiding, 'http://adlnet.gov/expapi/verbs/voided', { object: { objectType: 'StatementRef', id: second } }),
    ]
    const parts = [
      { headers: { 'content-type': 'application/json' }, body: Buffer.from(JSON.stringify(batch)) },
      { headers: { 'content-type': 'text/plain', 'content-transfer-encoding': 'binary', 'x-experience-api-hash': sha2 }, body: bytes },
    ]
    const body = Buffer.from(writeMultipart(parts, 'b')).toString('latin1')
    const headers = { authorization, 'content-type': 'multipart/mixed; boundary=b' }
    const texts = [
      'select count(*) from statement where id = any($1)',
      'select count(*) from statement_id where id = any($1)',
      'select count(distinct id) from statement_key where id = any($1)',
      'select count(*) from statement_void where by = any($1)',
      'select count(*) from record_attachment where sha2 = $2',
    ]
    return {
      act: async (on) => (await askStore(storeRoutes(on as TestApp), '/statements', { method: 'POST', headers, body })).ok,
      look: () => counts(app, texts, [[first, second, voiding], sha2]),
      whole: [3, 3, 3, 1, 1],
    }
  },
}

const storing: Command = {
  name: 'storeStatements',
  async ready(app) {
    const person = await testLearner(app)
    const all = ['1', '2'].map((n) => buildStatement(app, { id: app.newId(), person, verb: 'experienced', activity: `course/T01/unit/${n}`, at: app.now() }))
    const ids = all.map(({ id }) => id)
    return {
      act: async (on) => {
        await on.db.transact((tx) => storeStatements(on, tx, all, 'device'))
        return true
      },
      look: () => counts(app, ['select count(*) from statement where id = any($1)', 'select count(*) from statement_id where id = any($1)'], [ids]),
      whole: [2, 2],
    }
  },
}

/** The state of a course that lacks only its certificate, and the version that was completed. */
async function completed(app: TestApp) {
  const { person, attempt } = await aboutToComplete(app)
  await handIn(app, { person, attempt })
  const found = await app.db.executeSql('select course_version as version from attempt where id = $1', [attempt])
  return { person, courseVersion: (found.rows[0] as { version: string }).version }
}

const issuing: Command = {
  name: 'issueCertificate',
  costly: true,
  async ready(app) {
    const given = await completed(app)
    return {
      act: async (on) => (await issueCertificate(on, given)).ok,
      look: () =>
        counts(app, ['select count(*) from certificate where person = $1', 'select count(distinct number) from certificate where person = $1'], [given.person]),
      whole: [1, 1],
    }
  },
}

const setting: Command = {
  name: 'certificatePdf',
  costly: true,
  async ready(app) {
    const { person, courseVersion } = await completed(app)
    const issued = await issueCertificate(app, { person, courseVersion })
    const number = issued.ok ? issued.value.number : ''
    return {
      act: async (on) => (await certificatePdf(on, { person, number, variant: 'en' })).ok,
      look: () => counts(app, ['select count(*) from certificate_file where number = $1'], [number]),
      whole: [1],
    }
  },
}

const noting: Command = {
  name: 'saveNote',
  async ready(app) {
    const person = await testLearner(app)
    return {
      act: async (on) => (await saveNote(on, { person, course: 'T01', unit: '1-1-prva', text: 'белешка' })).ok,
      look: () => counts(app, [`select count(*) from note where person = $1 and body = 'белешка'`], [person]),
      whole: [1],
    }
  },
}

const marking: Command = {
  name: 'toggleBookmark',
  async ready(app) {
    const person = await testLearner(app)
    return {
      act: async (on) => (await toggleBookmark(on, { person, course: 'T01', unit: '1-1-prva', marked: true })).ok,
      look: () => counts(app, ['select count(*) from bookmark where person = $1'], [person]),
      whole: [1],
    }
  },
}

const takingOver: Command = {
  name: 'takeOverFromDevice',
  inSteps: true,
  async ready(app) {
    const [person, at, key] = [await testLearner(app), app.now().toISOString(), 'T01/1-1-prva']
    const work = {
      places: [],
      notes: [{ unit: key, text: 'белешка', at }],
      bookmarks: [{ key, at }],
      answers: [{ question: 'T01-P001', words: 'b', at }],
      read: [{ key, at }],
    }
    const texts = [
      `select count(*) from statement where actor = $1::text and authority = 'device'`,
      'select count(*) from note where person = $1::uuid',
      'select count(*) from bookmark where person = $1::uuid',
    ]
    return {
      act: async (on) => {
        await takeOverFromDevice(on, { person, work })
        return true
      },
      look: () =>
        counts(
          app,
          texts.map((text) => text.replaceAll('$1::text', '$1').replaceAll('$1::uuid', '$1::text::uuid')),
          [person],
        ),
      whole: [2, 1, 1],
    }
  },
}

export const commands: readonly Command[] = [answering, starting, handingIn, accepting, storing, issuing, setting, noting, marking, takingOver]
