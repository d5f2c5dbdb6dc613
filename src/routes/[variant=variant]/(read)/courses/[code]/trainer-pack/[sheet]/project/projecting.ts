/**
 * Keys for a room: a screen forward and back, and out again. Without this script the page is a scroll of screens.
 * No single letter or sign does anything here (WCAG 2.1.4).
 */
const screens = [...document.querySelectorAll<HTMLElement>('[data-screen]')]
const leave = document.querySelector<HTMLAnchorElement>('[data-leave]')
const full = document.querySelector<HTMLElement>('[data-full]')

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, ' ': 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 }
const smallest = 0.5

/** The screen of which most is seen. */
function here(): number {
  const middle = innerHeight / 2
  const at = screens.findIndex((screen) => screen.getBoundingClientRect().bottom > middle)
  return at < 0 ? screens.length - 1 : at
}

function show(number: number): void {
  const screen = screens[Math.max(0, Math.min(number, screens.length - 1))]
  if (!screen) return
  screen.scrollIntoView({ behavior: 'instant', block: 'start' })
  screen.focus({ preventScroll: true })
}

/** A screen that is taller than the room has (great zoom, a phone) is read to its end first. */
function step(by: number): void {
  const at = here()
  const { top, bottom } = screens[at]?.getBoundingClientRect() ?? { top: 0, bottom: 0 }
  const hidden = by > 0 ? bottom - innerHeight : -top
  if (hidden > 8) scrollBy({ top: by * Math.min(hidden, innerHeight * 0.85), behavior: 'instant' })
  else show(at + by)
}

/** Type gives way until a screen fits, but not without end; the screen that was seen stays. */
function fitAll(): void {
  const at = here()
  for (const screen of screens) {
    let fit = 1
    screen.style.setProperty('--fit', '1')
    while (screen.getBoundingClientRect().height > innerHeight + 1 && fit > smallest) {
      fit -= 0.05
      screen.style.setProperty('--fit', fit.toFixed(2))
    }
  }
  screens[at]?.scrollIntoView({ behavior: 'instant', block: 'start' })
}

/** Back where one came from, which works without a network too; else to the sheet. */
function goOut(): void {
  if (!leave) return
  if (document.referrer === leave.href && history.length > 1) history.back()
  else location.assign(leave.href)
}

const controls = 'a, button, input, label, summary, video, [tabindex="0"]'

/** What a key asks for; undefined where it is meant for something else. */
function wish(event: KeyboardEvent): (() => void) | undefined {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return undefined
  if (event.key === 'Escape') return goOut
  if (event.target instanceof Element && event.target.closest(controls)) return undefined
  if (event.key === 'Home') return () => show(0)
  if (event.key === 'End') return () => show(screens.length - 1)
  const by = steps[event.key]
  return by === undefined ? undefined : () => step(event.shiftKey && event.key === ' ' ? -1 : by)
}

document.addEventListener('keydown', (event) => {
  const wanted = wish(event)
  if (!wanted) return
  event.preventDefault()
  wanted()
})

leave?.addEventListener('click', (event) => {
  event.preventDefault()
  goOut()
})

if (full && document.fullscreenEnabled) {
  full.hidden = false
  full.addEventListener('click', () => void document.documentElement.requestFullscreen().then(() => show(here())))
}

// What comes into sight later is fetched now: the network of a hall may be gone by then.
for (const picture of document.images) {
  picture.loading = 'eager'
  picture.addEventListener('load', fitAll)
}

addEventListener('resize', fitAll)
void document.fonts.ready.then(fitAll)
fitAll()
if (location.hash !== '') document.querySelector(location.hash.replace(/[^#\w-]/g, ''))?.scrollIntoView({ behavior: 'instant', block: 'start' })
