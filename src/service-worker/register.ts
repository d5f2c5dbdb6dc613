/**
 * The one script on every page: it starts the worker, and offers a new edition of it. It knows no words: they stand on its own tag.
 */
const words = document.currentScript?.dataset ?? {}
const saves = (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true
const laterKey = 'putokaz-later'

if ('serviceWorker' in navigator && !saves) addEventListener('load', () => void start(navigator.serviceWorker).catch(() => {}))

async function start(workers: ServiceWorkerContainer): Promise<void> {
  const registration = await workers.register('/service-worker.js')
  void workers.ready.then(({ active }) => active?.postMessage('refresh'))
  if (registration.waiting) offer(registration)
  registration.addEventListener('updatefound', () => {
    const found = registration.installing
    found?.addEventListener('statechange', () => found.state === 'installed' && workers.controller && offer(registration))
  })
}

/** Never on the page of a test, and not again on this visit after „later“. */
function offer(registration: ServiceWorkerRegistration): void {
  if (/\/attempts\//.test(location.pathname) || sessionStorage.getItem(laterKey) || document.querySelector('.new-edition')) return
  const bar = document.createElement('aside')
  bar.className = 'new-edition'
  bar.ariaLabel = words['ready'] ?? ''
  const said = document.createElement('p')
  said.role = 'status'
  const begin = button(words['begin'], () => {
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
    registration.waiting?.postMessage('begin')
  })
  const later = button(words['later'], () => {
    sessionStorage.setItem(laterKey, '1')
    bar.remove()
  })
  bar.append(said, begin, later)
  document.querySelector('.page')?.append(bar)
  said.textContent = words['ready'] ?? ''
}

function button(word = '', deed: () => void): HTMLButtonElement {
  const made = document.createElement('button')
  made.type = 'button'
  made.className = 'button'
  made.textContent = word
  made.addEventListener('click', deed)
  return made
}
