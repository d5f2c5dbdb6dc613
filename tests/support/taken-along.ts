/** A test that was taken along, worked at as the device does. */
import { type AccountStatement, type VerbName, verbs } from '@putokaz/xapi'
import type { PersonId } from '#kernel/id.ts'
import { handToDevice } from '#modules/learning/commands/take-along.ts'
import { extensionsOf } from '#modules/learning/domain/taken-test.ts'
import { startAttempt, type TakenTest } from '#modules/learning/index.ts'
import { activityId } from '#modules/records/index.ts'
import type { App } from '#platform/app.ts'
import { rightAnswer } from './test-course.ts'

export async function takesAlong(app: App, person: PersonId): Promise<TakenTest> {
  const attempt = app.newId()
  const started = await startAttempt(app, { person, course: 'T01', test: 'final', attempt, along: true })
  const taken = started.ok ? await handToDevice(app, { person, attempt, device: app.newId() }) : started
  if (!taken.ok) throw new Error(taken.refusal)
  return taken.value
}

/** All that a device tells of it, in its order: that it has it, every answer, and the handing in. */
export function workAt(app: App, taken: TakenTest): AccountStatement[] {
  const names = extensionsOf(app.activityBase)
  const said = (verb: VerbName, activity: string, extensions: object): AccountStatement => ({
    id: app.newId(),
    actor: { account: { homePage: app.activityBase, name: taken.person } },
    verb: { id: verbs[verb] },
    object: { id: activityId(app, activity) },
    context: { registration: taken.attempt },
    timestamp: app.now().toISOString(),
    result: { extensions: { ...extensions } },
  })
  const answers = taken.items.map(({ id, activity }, at) => said('answered', activity, { [names.response]: rightAnswer(id), [names.sequence]: at + 1 }))
  const handIn = said('progressed', taken.activity, { [names.progress]: 100, [names.answers]: answers.map(({ id }) => id) })
  return [said('initialized', taken.activity, { [names.voucher]: taken.voucher }), ...answers, handIn]
}
