import type { AccountStatement } from '@putokaz/xapi'

/** How long a test that was taken along may be worked at, and how long after that what was handed in by then may still arrive. */
export const takenDays = 30
export const arrivalDays = 60

const day = 86_400_000

export function takenUntil(now: Date): Date {
  return new Date(now.getTime() + takenDays * day)
}

/** From here on nothing is waited for: the test is closed with what has arrived. */
export function lastArrival(until: Date): Date {
  return new Date(until.getTime() + arrivalDays * day)
}

/** Names under which a device says what xAPI has no words for. */
export function extensionsOf(activityBase: string) {
  const own = (name: string) => `${activityBase}/ext/${name}`
  // cmi5 §9.5.5: how much of it is done, in percent.
  return {
    response: own('response'),
    sequence: own('sequence'),
    answers: own('answers'),
    voucher: own('voucher'),
    progress: 'https://w3id.org/xapi/cmi5/result/extensions/progress',
  } as const
}

/** A statement of a device as it lies in the record. */
export interface Arrived {
  readonly statement: AccountStatement
  readonly stored: Date
}

interface Moment {
  readonly id: string
  /** As the device said. */
  readonly at: Date
  readonly stored: Date
}

export interface TakenAnswer<Response> extends Moment {
  readonly item: string
  readonly response: Response | null
  readonly sequence: number
}

export interface TakenHandIn extends Moment {
  /** The statements that it consists of. */
  readonly answers: readonly string[]
}

/** Everything that a device has told of one test. What can't be used counts as arrived all the same. */
export interface TakenWork<Response> {
  readonly ids: ReadonlySet<string>
  readonly answers: readonly TakenAnswer<Response>[]
  readonly handIns: readonly TakenHandIn[]
}

export interface TakenPlace<Response> {
  readonly activityBase: string
  /** Activity id of the test. */
  readonly test: string
  /** The item that an activity is, if it was drawn. */
  readonly itemOf: (activity: string) => string | undefined
  /** Undefined when it is no response to this item. */
  readonly read: (item: string, response: unknown) => Response | null | undefined
}

const verb = (name: string) => `http://adlnet.gov/expapi/verbs/${name}`
const mostAnswers = 5000

export function workFrom<Response>(told: Iterable<Arrived>, place: TakenPlace<Response>): TakenWork<Response> {
  const [ids, answers, handIns] = [new Set<string>(), [] as TakenAnswer<Response>[], [] as TakenHandIn[]]
  for (const { statement, stored } of told) {
    const id = statement.id.toLowerCase()
    ids.add(id)
    const moment = { id, at: new Date(statement.timestamp), stored }
    const extensions: Readonly<Record<string, unknown>> = statement.result?.extensions ?? {}
    const answer = statement.verb.id === verb('answered') ? answerIn(statement.object.id, extensions, place) : undefined
    if (answer) answers.push({ ...moment, ...answer })
    const listed = statement.verb.id === verb('progressed') && statement.object.id === place.test ? listIn(extensions, place.activityBase) : undefined
    if (listed) handIns.push({ ...moment, answers: listed })
  }
  return { ids, answers, handIns }
}

function answerIn<Response>(activity: string, extensions: Readonly<Record<string, unknown>>, { activityBase, itemOf, read }: TakenPlace<Response>) {
  const names = extensionsOf(activityBase)
  const [item, sequence] = [itemOf(activity), extensions[names.sequence]]
  if (item === undefined || typeof sequence !== 'number' || !Number.isSafeInteger(sequence) || sequence < 1) return undefined
  const response = read(item, extensions[names.response] ?? null)
  return response === undefined ? undefined : { item, sequence, response }
}

function listIn(extensions: Readonly<Record<string, unknown>>, activityBase: string): string[] | undefined {
  const list = extensions[extensionsOf(activityBase).answers]
  const fits = Array.isArray(list) && list.length <= mostAnswers && list.every((one) => typeof one === 'string')
  return fits ? list.map((one: string) => one.toLowerCase()) : undefined
}

export interface TakenOutcome<Response> {
  /** The answer that counts, by item. */
  readonly answers: ReadonlyMap<string, TakenAnswer<Response>>
  /** When it was handed in; absent while something of it has still to arrive. */
  readonly handedInAt?: Date
}

/**
 * What a test that was taken along has come to. It depends on what has arrived and on nothing else: not on the order, not on how
 * often, not on how it was put together. Of a question the last answer counts, and once it is handed in, of those that were handed in.
 */
export function takenOutcome<Response>(work: TakenWork<Response>, { startedAt, until }: { startedAt: Date; until: Date }): TakenOutcome<Response> {
  const inTime = (moment: Moment) => momentOf(moment) <= until.getTime()
  const whole = work.handIns.filter((one) => inTime(one) && one.answers.every((id) => work.ids.has(id)))
  const [handIn] = whole.toSorted((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
  const counted = handIn ? work.answers.filter(({ id }) => handIn.answers.includes(id)) : work.answers.filter(inTime)
  const answers = newestOf(counted)
  return { answers, ...(handIn && { handedInAt: new Date(Math.max(startedAt.getTime(), momentOf(handIn))) }) }
}

function newestOf<Response>(all: readonly TakenAnswer<Response>[]): Map<string, TakenAnswer<Response>> {
  const answers = new Map<string, TakenAnswer<Response>>()
  for (const answer of all) {
    const before = answers.get(answer.item)
    if (!before || answer.sequence > before.sequence || (answer.sequence === before.sequence && answer.id > before.id)) answers.set(answer.item, answer)
  }
  return answers
}

interface Ended {
  /** The statements of the answers that count. */
  readonly counted: ReadonlySet<string>
  readonly broughtBackAt: Date | null
}

/** Of a test that was closed or brought back: the last answer to each question that came from the device and does not count. */
export function lateAnswers<Response>({ answers }: TakenWork<Response>, { counted, broughtBackAt }: Ended): TakenAnswer<Response>[] {
  // What had arrived by then was on time, though she may have answered otherwise here since.
  const isLate = ({ id, stored }: Moment) => !counted.has(id) && (broughtBackAt === null || stored > broughtBackAt)
  return [...newestOf(answers).values()].filter(isLate)
}

/** What the device said, or the moment of storing when that came first: a clock that is ahead makes nothing late. */
function momentOf({ at, stored }: Moment): number {
  return Math.min(at.getTime(), stored.getTime())
}
