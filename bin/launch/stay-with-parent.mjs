/** The variable in which the launcher tells its child whom to stay with. */
export const parentVariable = 'PUTOKAZ_PARENT'

/**
 * Calls back once when the launcher that started this process is gone. Does nothing when no launcher did.
 * Where the kernel also sends SIGTERM then, both may arrive: stopping must bear it.
 */
export function stayWithParent(onGone, { environment = process.env, everyMilliseconds = 200 } = {}) {
  const parent = Number(environment[parentVariable])
  if (!Number.isInteger(parent) || parent <= 1) return () => {}
  // A grandchild inherits the variable; it can only ask whether the launcher still lives.
  const isChild = process.ppid === parent
  const timer = setInterval(() => {
    if (isAlive(parent) && !(isChild && process.ppid !== parent)) return
    clearInterval(timer)
    onGone()
  }, everyMilliseconds)
  timer.unref()
  return () => clearInterval(timer)
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code !== 'ESRCH'
  }
}
