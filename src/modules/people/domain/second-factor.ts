/** Who needs a second factor, and how long a session that showed one keeps the rights it opens. */
import type { Grant, Role } from './roles.ts'

/** Roles that reach other people's data or the centre itself: they sleep until the session has shown a second factor. */
export const guardedRoles: readonly Role[] = ['admin', 'coordinator']

export interface SignInLimits {
  readonly idleDays: number
  readonly longestDays: number
  readonly deskIdleHours: number
  readonly deskLongestHours: number
}

export interface SessionTimes {
  readonly lastSeenAt: Date
  readonly secondFactorAt: Date | null
}

const hour = 3_600_000

/** Whether a session still carries its second factor: not for ever, and not over a rest. The session itself goes on. */
export function carriesSecondFactor({ lastSeenAt, secondFactorAt }: SessionTimes, limits: SignInLimits, now: Date): boolean {
  if (secondFactorAt === null) return false
  const at = now.getTime()
  return at - secondFactorAt.getTime() < limits.deskLongestHours * hour && at - lastSeenAt.getTime() < limits.deskIdleHours * hour
}

/** Parts what a person was granted into what acts now and the roles that sleep. */
export function awake(granted: readonly Grant[], strong: boolean): { grants: readonly Grant[]; withheld: readonly Role[] } {
  if (strong) return { grants: granted, withheld: [] }
  const sleeps = ({ role }: Grant) => guardedRoles.includes(role)
  return { grants: granted.filter((grant) => !sleeps(grant)), withheld: [...new Set(granted.filter(sleeps).map(({ role }) => role))] }
}

/** How long after she proved herself a person may change what guards her account. */
export const provedMinutes = 10

export function isProved(provedAt: Date | null, now: Date): boolean {
  return provedAt !== null && now.getTime() - provedAt.getTime() < provedMinutes * 60_000
}

/** The seconds a code of an app lasts, and how many such steps its clock may be off on either side (RFC 6238 §5.2). */
export const codeSeconds = 30
export const stepsOff = 1

export function stepOf(now: Date): number {
  return Math.floor(now.getTime() / (codeSeconds * 1000))
}

/** A code of an app, however it was typed: its six digits, or nothing when it is something else. */
export function appCode(typed: string): string | undefined {
  const digits = typed.slice(0, 100).replaceAll(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}
