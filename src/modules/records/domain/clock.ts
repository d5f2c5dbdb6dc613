/** What is off between the moment a statement tells of and the moment it was stored. It is said, and nothing is corrected. */
export type ClockDoubt = 'ahead' | 'behind'

const ahead = 10 * 60_000
/** As long as somebody may well be away from a network. */
const behind = 30 * 86_400_000

/** `ahead`: it tells of what had not come yet. `behind`: of what was a month ago or longer, as a clock does that was never set. */
export function clockDoubt(timestamp: string, stored: Date): ClockDoubt | undefined {
  const late = stored.getTime() - Date.parse(timestamp)
  if (late < -ahead) return 'ahead'
  return late >= behind ? 'behind' : undefined
}
