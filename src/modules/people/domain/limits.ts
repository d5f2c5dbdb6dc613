/** How many secrets are checked for one account, and for one network address, before the door stays shut for a while. */
export const checksPerAccount = 20
export const checksPerAddress = 100
/**
 * Of the checks of an account so many are kept for a browser that signed in to it before, and for who holds a letter to its owner:
 * a stranger can't use them up, and all together stay within the limit.
 */
export const checksForKnown = 5
/** How many letters with a secret one account is sent in that while. */
export const lettersPerAccount = 5
/** How long that while is; it may begin at any moment. */
export const windowMinutes = 15

/** The quarter of an hour by the clock that a moment falls into. */
export function spanOf(now: Date): Date {
  const span = windowMinutes * 60_000
  return new Date(Math.floor(now.getTime() / span) * span)
}

/** Seconds after which secrets are surely checked again. */
export const secondsUntilChecked = windowMinutes * 60

/** How old the note of a session's last use may get: far below the idle limits, and far above one write a page. */
export const touchMinutes = 60
export const strongTouchMinutes = 5
/** How long a sign-in waits for its second step. */
export const secondStepMinutes = 10
export const challengeMinutes = 5
/** How long an app may take to be set up. */
export const draftMinutes = 30
/** How long a browser is known without being used. */
export const deviceDays = 180
export const recoveryCodes = 10
export const passkeysPerPerson = 20
export const emailChangeHours = 48
export const confirmHours = 48
export const resetHours = 2
export const invitationHours = 14 * 24
export const codeDays = 90

export function later(now: Date, hours: number): Date {
  return new Date(now.getTime() + hours * 3_600_000)
}
