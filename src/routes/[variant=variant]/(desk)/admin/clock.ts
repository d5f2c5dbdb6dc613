/** A moment as the day and the time that a desk in Belgrade shows. */
export interface Clock {
  /** With its zone, for machines. */
  readonly iso: string
  readonly day: string
  readonly time: string
}

const parts = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Belgrade', dateStyle: 'short', timeStyle: 'medium' })

export function clockOf(at: Date): Clock {
  const [day = '', time = ''] = parts.format(at).split(' ')
  return { iso: at.toISOString(), day, time }
}
