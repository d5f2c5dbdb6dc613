export const undoDays = 30

export type MergeRefusal = 'not-allowed' | 'nobody' | 'same-account' | 'already-merged' | 'yourself' | 'account-closed' | 'last-admin'

interface Mergeable {
  readonly id: string
  readonly merged_into: string | null
  readonly disabled_at: Date | null
}

/** Why an account may not stand for another. A closed one stands for nobody: its owner would be shut out of both. */
export function whyNotMerge(survivor: Mergeable | undefined, merged: Mergeable | undefined, actor: string | null): MergeRefusal | undefined {
  if (!survivor || !merged) return 'nobody'
  if (survivor.id === merged.id) return 'same-account'
  if (survivor.merged_into !== null || merged.merged_into !== null) return 'already-merged'
  if (merged.id === actor) return 'yourself'
  // A closed account must not come back to life through another one.
  if (survivor.disabled_at !== null || merged.disabled_at !== null) return 'account-closed'
  return undefined
}

export function undoUntil(mergedAt: Date): Date {
  return new Date(mergedAt.getTime() + undoDays * 86_400_000)
}

export function mayUndoMerge(mergedAt: Date, now: Date): boolean {
  return now <= undoUntil(mergedAt)
}
