/** The variable in which the launcher tells its child whom to stay with. */
export const parentVariable: 'PUTOKAZ_PARENT'

export interface StayOptions {
  readonly environment?: NodeJS.ProcessEnv
  readonly everyMilliseconds?: number
}
/**
 * Calls back once when the launcher that started this process is gone; does nothing when no launcher did.
 * Gives back a function that ends the watch.
 */
export function stayWithParent(onGone: () => void, options?: StayOptions): () => void
