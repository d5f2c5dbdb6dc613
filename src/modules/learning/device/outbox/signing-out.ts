import { lockDevice } from './locking.ts'
import { meet } from './meeting.ts'
import type { Rows } from './rows.ts'

const place = 'outbox-sign-out'

/** The server leads here after a sign-out: her key goes, also when the page she did it on had no script. */
export function wasSignedOut(): boolean {
  if (location.hash !== '#signed-out' || !navigator.onLine) return false
  history.replaceState(history.state, '', location.pathname + location.search)
  return true
}

/** Without a network the server hears of it later. */
export function signOutLater(person: string): void {
  localStorage.setItem(place, person)
}

/** Ends the session of whoever signed out without a network, and of nobody else. True when a session was ended. */
export async function completeSignOut(rows: Rows): Promise<boolean> {
  const person = localStorage.getItem(place)
  if (person === null || !navigator.onLine) return false
  const met = await meet(rows)
  const isHers = met.kind === 'met' && met.owner.person === person
  if (isHers) await lockDevice(rows)
  if (met.kind === 'unreachable' || (isHers && !(await signOutNow()))) return false
  localStorage.removeItem(place)
  return isHers
}

/** True when the server has ended the session. */
export async function signOutNow(): Promise<boolean> {
  const prefix = location.pathname.split('/')[1] ?? 'sr'
  const answered = await fetch(`/${prefix}/sign-out`, { method: 'POST', body: new URLSearchParams(), signal: AbortSignal.timeout(20_000) }).catch(
    () => undefined,
  )
  return answered?.ok === true
}
