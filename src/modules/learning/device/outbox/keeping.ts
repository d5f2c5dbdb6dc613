import { append, byBirth, type Entry } from '@putokaz/offline-queue'
import { uuidv7 } from '#kernel/id.ts'
import { send } from './asking.ts'
import { call } from './calling.ts'
import { bodyOf, type Deed, type Shown, subjectOf } from './deeds.ts'
import type { Owner, Row, Rows } from './rows.ts'
import { type Keys, seal, signed, unseal } from './seal.ts'

/** Moments in which the page is left give no time for a second step. */
export interface Keeping {
  readonly leaving?: boolean
  /** The id that it was given before, since it is on its way already. */
  readonly id?: string
}

/** Resolves with the id when the deed is written to disk, encrypted; rejects when the browser did not keep it. */
export async function keep(rows: Rows, { deed, shown, leaving = false, ...given }: { deed: Deed; shown: Shown } & Keeping): Promise<string> {
  const owner = await rows.owner()
  if (!owner) throw new Error('nobody is signed in on this device')
  const now = Date.now()
  const id = given.id ?? newId(now)
  const born = new Date(now).toISOString()
  const body = bodyOf(deed, { id, at: born, person: owner.person, homePage: owner.homePage })
  // The same under the same id: whichever arrives second changes nothing.
  if (leaving) void send(deed.to, [body])
  const subject = subjectOf(deed)
  const entry: Row = {
    id,
    born,
    to: deed.to,
    state: 'waiting',
    tries: 0,
    person: owner.person,
    size: new TextEncoder().encode(JSON.stringify(body)).length + 1,
    body: await seal(owner, body),
    shown: await seal(owner, shown),
    ...(subject !== undefined && { about: await aboutOf(owner, subject) }),
  }
  await rows.change(owner.person, (all) => append(all, entry))
  call('kept')
  await askToPersist(rows, owner)
  return id
}

export function newId(now = Date.now()): string {
  return uuidv7(now, crypto.getRandomValues(new Uint8Array(10)))
}

/** What waits for one address, opened for its owner, the oldest first. What no key of hers opens is passed over. */
export async function waitingAt<T>(rows: Rows, to: Deed['to']): Promise<T[]> {
  const owner = await rows.owner()
  if (!owner) return []
  const waiting = (await rows.of(owner.person)).filter((row) => row.to === to && row.state === 'waiting').toSorted(byBirth)
  const opened = await Promise.all(waiting.map((row) => unseal<T>(owner, row.body).catch(() => undefined)))
  return opened.filter((body) => body !== undefined)
}

/** The newest deed of the owner about a subject, wherever it is on its way; undefined when there is none on this device. */
export async function newest<T>(rows: Rows, deed: Deed): Promise<(Pick<Entry, 'id' | 'state'> & { readonly body: T }) | undefined> {
  const owner = await rows.owner()
  const subject = subjectOf(deed)
  if (!owner || subject === undefined) return undefined
  const about = await aboutOf(owner, subject)
  const row = (await rows.of(owner.person))
    .filter((one) => one.about === about)
    .toSorted(byBirth)
    .at(-1)
  return row && { id: row.id, body: await unseal<T>(owner, row.body), state: row.state }
}

/** Says nothing to whoever has no key, and is the same for the same subject. */
function aboutOf(keys: Keys, subject: string): Promise<string> {
  return signed(keys, 'putokaz-subject', subject)
}

/** Once, when there is first something to lose; whatever the browser answers, the work is kept as long as it keeps anything. */
async function askToPersist(rows: Rows, { person, persistAsked }: Owner): Promise<void> {
  if (persistAsked || !navigator.storage?.persist) return
  await rows.changeOwner(person, { persistAsked: true })
  await navigator.storage.persist().catch(() => false)
}
