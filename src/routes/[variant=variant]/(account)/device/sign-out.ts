/** Before somebody signs out, sends the answers that wait on this device, so that the next one who uses it finds none of hers. */
const place = 'attempt/'

const form = document.querySelector<HTMLFormElement>('form[data-sign-out]')
const notice = document.querySelector<HTMLElement>('[data-unsent]')
if (form && notice) serve(form, notice)

function serve(form: HTMLFormElement, notice: HTMLElement): void {
  form.addEventListener('submit', (event) => {
    if (waiting().length === 0) return
    event.preventDefault()
    notice.hidden = false
    void sendAll().then((left) => {
      if (left.length === 0) return form.submit()
      for (const part of notice.querySelectorAll<HTMLElement>('[data-unsent-failed]')) part.hidden = false
    })
  })
  notice.querySelector('[data-unsent-drop]')?.addEventListener('click', () => {
    for (const key of waiting()) localStorage.removeItem(key)
    form.submit()
  })
}

/** Each is kept under `attempt/<attempt>/<question>`. */
function waiting(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(place))
  } catch {
    return []
  }
}

/** Says what could not be sent. */
async function sendAll(): Promise<string[]> {
  const outcomes = await Promise.all(waiting().map(async (key) => ({ key, settled: await send(key) })))
  for (const { key, settled } of outcomes) if (settled) localStorage.removeItem(key)
  return outcomes.filter(({ settled }) => !settled).map(({ key }) => key)
}

/** Kept by the server, or of no use to it any more: handed in, or an older answer than it has. */
async function send(key: string): Promise<boolean> {
  const [attempt = ''] = key.slice(place.length).split('/')
  const answered = await fetch(`/api/v1/attempts/${attempt}/answers`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: localStorage.getItem(key) ?? '',
  }).catch(() => undefined)
  return answered?.ok === true || answered?.status === 409
}
