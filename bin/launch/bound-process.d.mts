export interface BoundCommand {
  readonly program: string
  readonly args: readonly string[]
}
export interface BoundRequest extends BoundCommand {
  readonly signal: 'INT' | 'TERM'
  readonly account?: { readonly uid: number; readonly gid: number }
  readonly setpriv?: string
}
/**
 * The command under which the kernel itself sends `signal` to the program when this process is gone, however it ended.
 * Spawn it from the main thread. Undefined where the machine cannot.
 */
export function boundCommand(request: BoundRequest): BoundCommand | undefined
export function findSetpriv(): string | undefined
