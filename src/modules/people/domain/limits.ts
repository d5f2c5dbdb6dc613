/** How many secrets are checked for one account, and for one network address, before the door stays shut for a while. */
export const checksPerAccount = 20
export const checksPerAddress = 100
export const spanMinutes = 15

/** The span of a quarter of an hour that a moment falls into. */
export function spanOf(now: Date): Date {
  const span = spanMinutes * 60_000
  return new Date(Math.floor(now.getTime() / span) * span)
}

export const sessionIdleDays = 14
export const sessionDays = 60
/** How old the note of a session's last use may get: far below the idle limit, and far above one write a page. */
export const touchHours = 1
export const confirmHours = 48
export const resetHours = 2
export const codeDays = 90

export function later(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000)
}
