const clock = new Intl.DateTimeFormat('sr-Latn', { timeZone: 'Europe/Belgrade', hour: '2-digit', minute: '2-digit', hour12: false })

/** The time of day where the Centre is, as Serbian writes it: 14.05. */
export function clockOf(moment: string): string {
  return clock.format(new Date(moment)).replace(':', '.')
}
