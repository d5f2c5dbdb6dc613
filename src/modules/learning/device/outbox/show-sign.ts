import { hear } from './calling.ts'
import { type Standing, standing } from './listing.ts'
import { enter } from './meeting.ts'
import { clockOf, dayOf, isToday, type Script } from './moments.ts'
import { openRows, outboxName, type Rows } from './rows.ts'
import { sendWaiting } from './sending.ts'
import { completeSignOut, wasSignedOut } from './signing-out.ts'
import { syncTag } from './sync-tag.ts'
import { takeOverOpenAnswers } from './take-over-open-answers.ts'

type Says = Readonly<Record<string, string>>

/** Shows how the work on this device stands, and sends it whenever there is something to send and a network. */
export async function tendSign(sign: HTMLElement): Promise<void> {
  const person = sign.dataset.person
  const rows = await openWhereNeeded(person !== undefined)
  if (rows && (await completeSignOut(rows))) return location.reload()
  if (rows && person === undefined && wasSignedOut()) await rows.lock()
  const owner = rows && person !== undefined && (await enter(rows, person).catch(() => undefined))
  if (rows && owner) await takeOverOpenAnswers(rows, saysOf(sign)['test'] ?? '').catch(() => undefined)
  const tend = rows ? tending(sign, rows) : () => show(sign, null)
  for (const event of ['online', 'offline']) addEventListener(event, () => void tend())
  await tend()
  if (!rows) return
  hear((what) => void (what === 'kept' ? tend() : showNow(sign, rows)))
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void tend())
}

/** A visitor's browser gets no outbox, unless somebody's work waits in it. */
async function openWhereNeeded(isNeeded: boolean): Promise<Rows | null> {
  try {
    const known = await indexedDB.databases?.()
    if (!isNeeded && known && !known.some(({ name }) => name === outboxName)) return null
    return await openRows()
  } catch {
    return null
  }
}

function tending(sign: HTMLElement, rows: Rows): () => Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tend = async (): Promise<void> => {
    clearTimeout(timer)
    await showNow(sign, rows)
    if (navigator.onLine) await sendWaiting(rows).catch(() => undefined)
    const now = await showNow(sign, rows)
    if (now.waiting === 0 || now.signedOut) return
    await wakeWorker()
    timer = setTimeout(() => void tend(), Math.max(1000, (now.wakeAt ?? 0) - Date.now()))
  }
  return tend
}

async function showNow(sign: HTMLElement, rows: Rows): Promise<Standing> {
  const now = await standing(rows)
  show(sign, now)
  return now
}

/** Background Sync, where the browser has it: the worker sends when there is a network again, also without a page. */
async function wakeWorker(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined)
  const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync
  await sync?.register(syncTag).catch(() => undefined)
}

function show(sign: HTMLElement, now: Standing | null): void {
  const says = saysOf(sign)
  const line = sign.querySelector('[data-line]')
  if (!line) return
  const work = now ? workSaid(now, says) : sign.dataset.person === undefined ? '' : (says['keepsNothing'] ?? '')
  const isOnline = navigator.onLine
  const isTrouble = now ? now.refused > 0 || now.signedOut : work !== ''
  const state = isOnline ? (isTrouble ? 'trouble' : 'online') : 'offline'
  line.textContent = [isOnline ? says['online'] : says['offline'], work].filter(Boolean).join(' · ')
  sign.classList.toggle('gone', isOnline && work === '' && sign.dataset.person === undefined)
  tell(sign, says, { state, refused: now?.refused ?? 0 })
}

function saysOf(sign: HTMLElement): Says {
  return JSON.parse(sign.dataset.says ?? '{}') as Says
}

function workSaid(now: Standing, says: Says): string {
  const variant = document.documentElement.lang as Script
  const count = (word: string, number: number) => (number > 0 ? [(says[word] ?? '').replace('#', String(number))] : [])
  const parts = [...count('waiting', now.waiting), ...count('refused', now.refused), ...count('locked', now.locked)]
  if (now.waiting > 0 && now.signedOut) parts.push(says['signInToSend'] ?? '')
  if (now.person === null || now.waiting + now.refused > 0) return parts.join(' · ')
  const sent = now.lastSent === null ? undefined : new Date(now.lastSent)
  const all = !sent
    ? now.locked > 0
      ? undefined
      : says['nothingWaits']
    : isToday(sent)
      ? says['allSent']?.replace('#', clockOf(sent, variant))
      : says['allSentOn']?.replace('#', dayOf(sent, variant))
  return [all, ...parts].filter(Boolean).join(' · ')
}

/** Read out only when the network goes or comes, and when something was refused; never for a count. */
function tell(sign: HTMLElement, says: Says, { state, refused }: { state: string; refused: number }): void {
  const told = sign.querySelector('[data-told]')
  const { state: before, refused: refusedBefore = '0' } = sign.dataset
  Object.assign(sign.dataset, { state, refused: String(refused) })
  if (!told || before === undefined) return
  if (state === 'offline' && before !== 'offline') told.textContent = says['saidOffline'] ?? ''
  else if (state !== 'offline' && before === 'offline') told.textContent = says['saidOnline'] ?? ''
  else if (refused > Number(refusedBefore)) told.textContent = says['saidRefused'] ?? ''
}
