import { readFileSync } from 'node:fs'

/**
 * Calls back once when the npm that started us is gone. Between npm and us stands a shell, which outlives a killed npm,
 * so its parent is watched as well. Started by hand, we stay: `node bin/start.mjs &` may outlive its terminal.
 */
export function watchNpm(onGone, { environment = process.env, everyMilliseconds = 200 } = {}) {
  if (environment.npm_lifecycle_event === undefined) return () => {}
  const parent = process.ppid
  const grandparent = isShell(parent) ? parentOf(parent) : undefined
  const timer = setInterval(() => {
    const same = process.ppid === parent && (grandparent === undefined || parentOf(parent) === grandparent)
    if (same) return
    clearInterval(timer)
    onGone()
  }, everyMilliseconds)
  timer.unref()
  return () => clearInterval(timer)
}

/** proc(5): the name stands in brackets and may hold anything; the parent is the second field after it. */
export function parentOf(pid) {
  const stat = quietly(`/proc/${pid}/stat`)
  return stat === undefined ? undefined : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
}

function isShell(pid) {
  return /^(sh|dash|bash|zsh|ash|busybox)$/.test(quietly(`/proc/${pid}/comm`)?.trim() ?? '')
}

function quietly(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}
