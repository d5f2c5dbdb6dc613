/**
 * The worker that takes the worker away, for the day on which ours does harm: served in its place, it begins at once, drops what
 * the device kept of the program, and leaves. What people kept and did stays: another edition finds it again.
 */
import type { WorkerScope } from './scope.ts'

const scope = self as unknown as WorkerScope

scope.addEventListener('install', (event) => event.waitUntil(scope.skipWaiting()))
scope.addEventListener('activate', (event) => event.waitUntil(leave()))

async function leave(): Promise<void> {
  const shells = (await caches.keys()).filter((name) => name.startsWith('putokaz-shell-'))
  await Promise.all(shells.map((name) => caches.delete(name)))
  await scope.registration.unregister()
}
