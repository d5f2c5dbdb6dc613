/** What an archive may cost its reader. Bytes are counted as they come out, whatever the headers say. */
export interface Limits {
  /** Unpacked bytes of all entries together. */
  readonly bytes: number
  readonly entries: number
  /** Unpacked by packed bytes of one entry; small entries are not asked. */
  readonly ratio: number
}

export const usualLimits: Limits = { bytes: 512 * 1024 * 1024, entries: 5000, ratio: 100 }

/** What is smaller can't hurt, and compresses as it likes. */
const ratioCountsFrom = 1024 * 1024

export function ratioTooHigh(unpacked: number, packed: number, limits: Limits): boolean {
  return unpacked > ratioCountsFrom && unpacked > packed * limits.ratio
}
