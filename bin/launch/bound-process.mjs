import { spawnSync } from 'node:child_process'

// $0 is the process that asked. When it died before the kernel was told to watch it, nothing would ever end us.
const unlessOrphaned = 'test "$PPID" = "$0" || exit 1; exec "$@"'

/**
 * The command under which the kernel itself sends `signal` to the program when this process is gone, however it ended.
 * The kernel watches the THREAD that spawned, so spawn it from the main thread. Undefined where the machine cannot.
 *
 * The signal must be asked for after the change of user, which clears it; setpriv does it in that order.
 */
export function boundCommand({ program, args, signal, account, setpriv = findSetpriv() }) {
  if (setpriv === undefined) return undefined
  const identity = account ? ['--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups'] : []
  const shell = ['/bin/sh', '-c', unlessOrphaned, String(process.pid), program, ...args]
  return { program: setpriv, args: [...identity, '--pdeathsig', signal, '--', ...shell] }
}

/** The setpriv of util-linux; the one of busybox does not know --pdeathsig. */
export function findSetpriv() {
  if (process.platform !== 'linux') return undefined
  const tried = spawnSync('setpriv', ['--pdeathsig', 'TERM', '--', 'true'], { stdio: 'ignore' })
  return tried.status === 0 ? 'setpriv' : undefined
}
