/**
 * One reading serves all who asked before it began, never one who asked after: each gets a value
 * that was true at some moment after she asked.
 */
export function sharedReading<T>(read: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | undefined
  let next: Promise<T> | undefined
  const begin = (): Promise<T> => {
    running = read().finally(() => {
      running = undefined
    })
    return running
  }
  const beginNext = (): Promise<T> => {
    next = undefined
    return begin()
  }
  return () => {
    if (!running) return begin()
    next ??= running.then(beginNext, beginNext)
    return next
  }
}
