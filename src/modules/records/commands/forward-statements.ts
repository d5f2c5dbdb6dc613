import { attachmentsOf, type Statement, writeMultipart } from '@putokaz/xapi'
import type { App } from '#platform/app.ts'
import { keepTurning } from '#platform/keep-turning.ts'
import { limitedFetch, NotAnswered } from '#platform/limited-fetch.ts'
import { errorFields } from '#platform/log.ts'
import { type Answer, readAnswer, refusesAll, waitAfter } from '../domain/forwarding.ts'
import { claimDue, type ForwardingRow, firstId, markedStatements, settle, statementsAfter } from '../forwarding-store.ts'
import { attachmentParts } from '../queries/attachment-parts.ts'
import { consistentThrough } from '../queries/query-statements.ts'
import type { Found, Place } from '../query-store.ts'
import { forwardingSecrets, ownerOf } from './record-forwardings.ts'
import { sendAll } from './send-all.ts'

const atOnce = 50
const bytesAtOnce = 512 * 1024
/** Longer than any turn takes: after this the one who had it in hand is gone. */
const lease = 15 * 60_000
/** When nothing is left. */
const rest = 2000

/** Hands on what is due and says to how many stores something went or was tried. */
export async function forwardDue(app: App): Promise<number> {
  const now = app.now()
  const due = await app.db.transact((tx) => claimDue(tx, { now, leaseEnd: new Date(now.getTime() + lease) }))
  const turns = await Promise.all(due.map((row) => turn(app, row)))
  return turns.filter(Boolean).length
}

/** One batch to one store. Between its yes and our note a crash is possible: then the same ids go again, and change nothing there. */
async function turn(app: App, row: ForwardingRow): Promise<boolean> {
  if (await sendMarked(app, row)) return true
  const before = await consistentThrough(app)
  const found = await statementsAfter(app.db, row, { before, most: atOnce })
  const batch = fittingInto(found)
  const progress = await sendAll(batch, (part) => send(app, row, part))
  const isAgainstAll = refusesAll(progress, row.sent)
  const trouble = isAgainstAll ? { problem: 'refuses-all', waitMs: 0 } : progress.trouble
  const through = isAgainstAll ? 0 : progress.through
  const isDone = !trouble && found.length < atOnce && batch.length === found.length
  const tries = trouble ? row.tries + 1 : 0
  const wait = trouble ? waitAfter(tries, trouble.waitMs) : isDone ? rest : 0
  const at = app.now()
  if (trouble) app.log.warn('statements not forwarded', { forwarding: row.id, problem: trouble.problem })
  await app.db.transact((tx) =>
    settle(tx, row, {
      place: isDone ? laterOf(row, before) : placeAfter(row, batch, through),
      taken: through - (isAgainstAll ? 0 : progress.notTaken.length),
      notTaken: isAgainstAll ? [] : progress.notTaken,
      problem: trouble?.problem ?? null,
      tries,
      nextTry: new Date(at.getTime() + wait),
      at,
    }),
  )
  return batch.length > 0
}

/** What it once refused and is to get again goes first; false when nothing is. */
async function sendMarked(app: App, row: ForwardingRow): Promise<boolean> {
  const { found, gone } = await markedStatements(app.db, row.id, atOnce)
  if (found.length + gone.length === 0) return false
  const batch = fittingInto(found)
  const { through, notTaken, trouble } = await sendAll(batch, (part) => send(app, row, part))
  const refused = new Set(notTaken.map(({ statement }) => statement.id))
  const taken = batch.slice(0, through).filter(({ id }) => !refused.has(id))
  const tries = trouble ? row.tries + 1 : 0
  const at = app.now()
  await app.db.transact((tx) =>
    settle(tx, row, {
      place: { stored: row.place_stored, id: row.place_id },
      taken: taken.length,
      notTaken,
      noLonger: [...gone, ...taken.map(({ id }) => id)],
      problem: trouble?.problem ?? null,
      tries,
      nextTry: new Date(at.getTime() + (trouble ? waitAfter(tries, trouble.waitMs) : 0)),
      at,
    }),
  )
  return true
}

function fittingInto(found: readonly Found[]): readonly Found[] {
  let bytes = 0
  const over = found.findIndex(({ body }) => {
    bytes += JSON.stringify(body).length
    return bytes > bytesAtOnce
  })
  return over === -1 ? found : found.slice(0, Math.max(1, over))
}

/** All that was stored before is seen to, whether it fitted or not. */
function laterOf({ place_stored: stored, place_id: id }: ForwardingRow, before: Date): Place {
  return before > stored ? { stored: before, id: firstId } : { stored, id }
}

function placeAfter({ place_stored: stored, place_id: id }: ForwardingRow, batch: readonly Found[], through: number): Place {
  return batch[through - 1] ?? { stored, id }
}

async function send(app: App, row: ForwardingRow, batch: readonly Found[]): Promise<Answer> {
  try {
    const secret = await forwardingSecrets.openSealed(app, ownerOf(row), row.secret).catch(() => undefined)
    if (secret === undefined) return { kind: 'trouble', problem: 'secret-lost' }
    const { type, body } = await bodyOf(app, batch.map(told))
    const authorization = `Basic ${Buffer.from(`${row.key}:${secret}`).toString('base64')}`
    const headers = { authorization, 'content-type': type, 'x-experience-api-version': row.edition }
    const answer = await limitedFetch(`${row.address}/statements`, { method: 'POST', headers, body })
    return readAnswer(answer.status, answer.headers.get('retry-after'))
  } catch (error) {
    if (error instanceof NotAnswered) return { kind: 'trouble', problem: error.message }
    app.log.error('forwarding failed', { forwarding: row.id, ...errorFields(error) })
    return { kind: 'trouble', problem: 'failed' }
  }
}

/** What its own store says of a statement stays here: when it was stored, on whose word, in which edition (Data 2.4.8–2.4.10). */
function told({ body }: Found): Statement {
  const { stored: _stored, authority: _authority, version: _version, ...said } = body
  return said
}

async function bodyOf(app: App, statements: readonly Statement[]): Promise<{ type: string; body: Uint8Array }> {
  const json = new TextEncoder().encode(JSON.stringify(statements))
  const parts = attachmentsOf(statements).length === 0 ? [] : await attachmentParts(app, statements)
  if (parts.length === 0) return { type: 'application/json', body: json }
  const boundary = `putokaz-${app.newId()}`
  const body = writeMultipart([{ headers: { 'content-type': 'application/json' }, body: json }, ...parts], boundary)
  return { type: `multipart/mixed; boundary=${boundary}`, body }
}

/** Hands on until stopped. */
export function keepForwarding(app: App): () => Promise<void> {
  return keepTurning(async () => {
    const count = await forwardDue(app).catch((error: unknown) => {
      app.log.error('forwarding stands still', errorFields(error))
      return 0
    })
    return count > 0 ? 'more' : 'done'
  })
}
