/**
 * The few parts of a worker's world that ours uses. TypeScript's own `webworker` types cannot stand beside those of pages,
 * and one program for both lets tests call the worker's rules.
 */

interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
export interface Fetched extends Lasting {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(answer: Promise<Response> | Response): void
}
interface Told extends Lasting {
  readonly data: unknown
}
interface Synced extends Lasting {
  readonly tag: string
}

interface Client {
  readonly url: string
  postMessage(message: unknown): void
}

export interface WorkerScope {
  readonly location: Location
  readonly registration: ServiceWorkerRegistration
  readonly clients: { claim(): Promise<void>; matchAll(options?: { includeUncontrolled?: boolean }): Promise<readonly Client[]> }
  skipWaiting(): Promise<void>
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void
  addEventListener(type: 'fetch', listener: (event: Fetched) => void): void
  addEventListener(type: 'message', listener: (event: Told) => void): void
  addEventListener(type: 'sync', listener: (event: Synced) => void): void
}
