/** Remembers values computed from things that never change, up to a number of entries; the least used go first. */
export interface Memo {
  get<T>(key: string, compute: () => T): T
  forget(key: string): void
  size(): number
}

export function createMemo(most: number): Memo {
  const kept = new Map<string, unknown>()
  return {
    get<T>(key: string, compute: () => T): T {
      if (kept.has(key)) {
        const value = kept.get(key) as T
        kept.delete(key)
        kept.set(key, value)
        return value
      }
      const value = compute()
      kept.set(key, value)
      const oldest = kept.keys().next().value
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      return value
    },
    forget: (key) => void kept.delete(key),
    size: () => kept.size,
  }
}
