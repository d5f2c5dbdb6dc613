const pause = 1000
const patience = 10_000

/**
 * Takes turns until stopped, a second apart, or at once after a turn that says that there is more to do. A turn never fails: it notes
 * its own faults. The stop waits a while for the turn that is under way.
 */
export function keepTurning(turn: () => Promise<'more' | 'done'>): () => Promise<void> {
  let stopping = false
  let wake = () => {}
  const turning = (async () => {
    while (!stopping) {
      const left = await turn()
      if (stopping) break
      if (left === 'more') continue
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, pause).unref()
      })
    }
  })()
  return async () => {
    stopping = true
    wake()
    await Promise.race([turning, new Promise((resolve) => setTimeout(resolve, patience).unref())])
  }
}
