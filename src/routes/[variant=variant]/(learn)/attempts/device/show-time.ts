import type { AnswersOnTheirWay } from './answers-on-their-way.ts'

/** Shows how long the test goes on, warns before the end, and at the end leads to where it is handed in. */
export function showTime(page: HTMLElement, answers: AnswersOnTheirWay): void {
  const { due, now } = page.dataset
  const box = page.querySelector<HTMLDetailsElement>('[data-time-left]')
  const left = box?.querySelector('[data-left]')
  const warning = page.querySelector<HTMLElement>('[data-time-warning]')
  if (!due || !now || !box || !left || !warning) return
  const words = JSON.parse(box.dataset.says ?? '[]') as string[]
  // The server's clock counts, not this one: only how long the page has been open is measured here.
  const end = performance.now() + Date.parse(due) - Date.parse(now)
  keepHidden(box)
  let warned = ''
  const warn = (key: 'saysFive' | 'saysOne' | 'saysOver') => {
    if (warned === key) return
    warned = key
    warning.hidden = false
    warning.textContent = warning.dataset[key] ?? ''
  }
  const tick = setInterval(() => {
    const seconds = (end - performance.now()) / 1000
    left.textContent = words[Math.max(0, seconds < 60 ? 0 : Math.ceil(seconds / 60))] ?? ''
    if (seconds <= 0) warn('saysOver')
    else if (seconds <= 60) warn('saysOne')
    else if (seconds <= 300) warn('saysFive')
    if (seconds > 0) return
    clearInterval(tick)
    // The moment of grace is for what is on its way; then the page itself hands in.
    void Promise.race([answers.empty(), new Promise((resolve) => setTimeout(resolve, 8000))]).then(() =>
      setTimeout(() => location.reload(), Math.max(0, end + 10_500 - performance.now())),
    )
  }, 1000)
}

const place = 'attempt/time-hidden'

function keepHidden(box: HTMLDetailsElement): void {
  if (sessionStorage.getItem(place) !== null) box.open = false
  box.addEventListener('toggle', () => (box.open ? sessionStorage.removeItem(place) : sessionStorage.setItem(place, '1')))
}
