/** Answers of an online test that wait on this device, each under `attempt/<attempt>/<question>`. */
const place = 'attempt/'

export function answersWait(): boolean {
  return keys().length > 0
}

export function dropAnswers(): void {
  for (const key of keys()) localStorage.removeItem(key)
}

/** True when nothing is left that could be sent. */
export async function sendAnswers(): Promise<boolean> {
  const outcomes = await Promise.all(keys().map(async (key) => ({ key, settled: await send(key) })))
  for (const { key, settled } of outcomes) if (settled) localStorage.removeItem(key)
  return outcomes.every(({ settled }) => settled)
}

function keys(): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(place) && key.split('/').length === 3)
  } catch {
    return []
  }
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
