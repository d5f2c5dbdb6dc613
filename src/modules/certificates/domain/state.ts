import { covers, type Period } from '#kernel/period.ts'

/** What decides whether a certificate holds. */
export interface Standing {
  readonly version: string
  readonly issuedOn: string
  readonly validUntil?: string
  readonly revoked?: { readonly on: string; readonly reason: string }
}

/** What came after a certificate: the newest version of its course, and versions of it for which the same person holds one. */
export interface Later {
  readonly newest: string
  readonly hers: readonly string[]
}

export type CertificateState =
  | { readonly kind: 'valid' }
  | { readonly kind: 'expired'; readonly on: string }
  | { readonly kind: 'superseded'; readonly by: string }
  | { readonly kind: 'revoked'; readonly on: string; readonly reason: string }

/**
 * Whether a certificate holds on a day. What was revoked stays revoked and what ran out has run out; it is superseded
 * when its person holds one for a later version, or when the course has a new main version (2.0.0 after 1.x), which
 * says that the law or the outcomes changed.
 */
export function certificateState(standing: Standing, today: string, later: Later): CertificateState {
  const { revoked, validUntil, version } = standing
  if (revoked) return { kind: 'revoked', ...revoked }
  const period: Period = { from: '0000-01-01', ...(validUntil !== undefined && { to: validUntil }) }
  if (!covers(period, today) && validUntil !== undefined) return { kind: 'expired', on: validUntil }
  const hers = later.hers.filter((one) => isLater(one, version)).toSorted((a, b) => (isLater(a, b) ? -1 : 1))[0]
  if (hers !== undefined) return { kind: 'superseded', by: hers }
  return mainOf(later.newest) > mainOf(version) ? { kind: 'superseded', by: later.newest } : { kind: 'valid' }
}

function mainOf(version: string): number {
  return Number(version.split('.')[0])
}

function isLater(a: string, b: string): boolean {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  const at = left.findIndex((number, i) => number !== right[i])
  return at >= 0 && (left[at] ?? 0) > (right[at] ?? 0)
}

const belgrade = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade', year: 'numeric', month: '2-digit', day: '2-digit' })

/** The calendar day of a moment where the Centre is. */
export function dayOf(moment: Date): string {
  return belgrade.format(moment)
}
