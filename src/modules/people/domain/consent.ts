/** What a person may agree to, each by itself. Whatever the Centre must do anyway is not here. */
export const purposes = ['reminders'] as const
export type Purpose = (typeof purposes)[number]

export function isPurpose(text: string): text is Purpose {
  return (purposes as readonly string[]).includes(text)
}

/** Grows by one whenever the sentence a person agrees to says something new; who agreed to an earlier one is asked again. */
export const consentVersion: Readonly<Record<Purpose, number>> = { reminders: 1 }
