/** Letters from the fact to the mailbox, over a real mail server that a test may make refuse, wait or be silent. */
import type { PersonId } from '#kernel/id.ts'
import { askTrialLetter, openedLetter, outbox, sendDueLetters } from '#modules/notices/index.ts'
import { addPerson } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import { openMailer } from '#platform/mail.ts'
import { type TestSmtp, testSmtp } from './smtp.ts'
import { type TestApp, testApp } from './test-app.ts'

export const minute = 60_000

export interface PostOffice {
  /** The centre, whose clock a test moves; `app` is the same with mail that goes to the server. */
  readonly base: TestApp
  readonly app: App
  readonly smtp: TestSmtp
  readonly smtpUrl: string
  person(variant?: 'sr-Cyrl' | 'sr-Latn' | 'en', name?: string): Promise<{ id: PersonId; email: string }>
  deliver(): Promise<void>
  /** Asks for a trial letter and gives its id while it waits. */
  trial(by: PersonId): Promise<string>
  standing(id: string): Promise<{ state: string | undefined; problem: string | null | undefined; tries: number | undefined }>
  lettersTo(email: string): TestSmtp['received']
  /** Lets everything that waits come to its end, with a server that takes all. */
  rest(): Promise<void>
  close(): Promise<void>
}

export async function postOffice(): Promise<PostOffice> {
  const base = await testApp()
  const smtp = await testSmtp()
  const smtpUrl = `smtp://127.0.0.1:${smtp.port}?ignoreTLS=true`
  const app = { ...base, mail: openMailer({ smtpUrl, from: 'putokaz@primer.rs', folder: '/nowhere', host: 'localhost', patience: 2000 }) }
  let people = 0
  const deliver = async () => {
    await app.jobs.drain(app)
    await sendDueLetters(app)
  }
  return {
    ...{ base, app, smtp, smtpUrl, deliver },
    person: async (variant = 'sr-Cyrl', name = 'Марија Пример') => {
      const email = `marija${++people}@primer.rs`
      const added = await addPerson(app, { email, name, roles: ['learner', 'admin'], variant, sample: false })
      if (!added.ok) throw new Error(added.refusal)
      return { id: added.value as PersonId, email }
    },
    trial: async (by) => {
      await askTrialLetter(app, { by })
      await app.jobs.drain(app)
      return (await outbox(app.db, {})).letters.find(({ state }) => state === 'waiting')?.id ?? ''
    },
    standing: async (id) => {
      const letter = await openedLetter(app.db, id)
      return { state: letter?.state, problem: letter?.problem, tries: letter?.tries }
    },
    lettersTo: (email) => smtp.received.filter(({ to }) => to.includes(email)),
    rest: async () => {
      smtp.answer = undefined
      base.pass(100 * 60 * minute)
      await deliver()
    },
    close: async () => {
      await smtp.close()
      await base.close()
    },
  }
}
