/**
 * Stands between the pages and the network. Pages come from the server as long as it answers; what is kept on the device
 * answers for it otherwise. It keeps nothing that was made for a person, and nothing that was sent.
 */
import { sendFromWorker } from '#modules/learning/device/outbox/in-worker.ts'
import { syncTag } from '#modules/learning/device/outbox/sync-tag.ts'
import { answerNavigation } from './answer-navigation.ts'
import { files } from './build.ts'
import { forgetOldShells, keepShell, lastPrefix, noteVariant, refreshShell, shellDocument, shellFile } from './kept-shell.ts'
import { isKeptWhole, keepCentre, keptAnswer, keptFile } from './kept-things.ts'
import type { Fetched, WorkerScope } from './scope.ts'

const scope = self as unknown as WorkerScope
const patience = 8000

// A new edition waits until nobody has a page open, or somebody says that it may begin: nothing changes under a reader's hands.
scope.addEventListener('install', (event) => event.waitUntil(keepShell()))
scope.addEventListener('activate', (event) => event.waitUntil(begin()))

async function begin(): Promise<void> {
  await scope.registration.navigationPreload?.enable()
  await forgetOldShells()
  await scope.clients.claim()
}

scope.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  const url = new URL(request.url)
  const answer = url.origin === scope.location.origin ? answerHere(event, url) : answerElsewhere(request, url)
  if (answer) event.respondWith(answer)
})

/** What is not answered here goes its way as if there were no worker. */
function answerHere(event: Fetched, url: URL): Promise<Response> | undefined {
  const { request } = event
  if (request.mode === 'navigate') return navigate(event, url)
  if (isOfProgram(url)) return shellFile(request).then((kept) => kept ?? fetch(request))
  if (url.pathname.startsWith('/files/')) return keptFile(request).then((kept) => kept ?? fetch(request))
  // Their names carry a hash.
  if (url.pathname.startsWith('/t/-/')) return keptHere(url).then((kept) => kept ?? fetch(request))
  return undefined
}

/** Only the pictures of the content host: nothing else is read across origins. */
function answerElsewhere(request: Request, url: URL): Promise<Response> | undefined {
  if (request.destination !== 'image' || !url.pathname.startsWith('/files/')) return undefined
  return keptFile(request)
    .then((kept) => kept ?? shellFile(request))
    .then((kept) => kept ?? fetch(request))
}

/** Where the store can't be read, nothing is kept. */
function keptHere(url: URL): Promise<Response | undefined> {
  return keptAnswer(url).catch(() => undefined)
}

/** Files that carry a hash in their names, and the few that change only with an edition. */
function isOfProgram({ pathname }: URL): boolean {
  return files.includes(pathname) || /^\/(_app\/immutable|shell)\//.test(pathname) || pathname === '/settings.css'
}

function navigate(event: Fetched, url: URL): Promise<Response> {
  event.waitUntil(noteVariant(url.pathname))
  return answerNavigation(url.pathname, {
    network: async () => (await event.preloadResponse) ?? fetch(event.request),
    shell: ({ variant }) => shellDocument(variant),
    isKept: isKeptWhole,
    keptAnswer: () => keptHere(url),
    lastPrefix,
    patience: () => new Promise((resolve) => setTimeout(resolve, patience)),
  })
}

// The browser has a network again; what still waits makes it ask once more.
scope.addEventListener('sync', (event) => {
  if (event.tag === syncTag) event.waitUntil(sendFromWorker())
})

scope.addEventListener('message', (event) => {
  if (event.data === 'begin') event.waitUntil(scope.skipWaiting())
  if (event.data === 'refresh') event.waitUntil(refresh().catch(() => {}))
})

async function refresh(): Promise<void> {
  if (await refreshShell(Date.now())) await keepCentre()
}
