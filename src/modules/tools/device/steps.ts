/** One step at a time, each with an address of its own that says nothing of what was entered. */
import { all, one, show } from './page.ts'

export interface Steps {
  /** Nothing but the beginning can be opened while this holds. */
  bar(barred: boolean): void
  toFirst(): void
}

/** On a phone the steps stand in a row that is wider than the screen. */
function bringIntoView(way: HTMLElement): void {
  const row = way.closest('ol')
  if (row) row.scrollLeft = way.offsetLeft - row.offsetLeft - row.clientWidth / 4
}

export function oneStepAtATime(): Steps {
  const sections = all('.step')
  const first = sections[0]?.id ?? ''
  let barred = false

  const open = (isAsked: boolean) => {
    // What was asked for meanwhile is not where one goes on afterwards.
    if (barred) history.replaceState(null, '', `#${first}`)
    const wanted = location.hash.slice(1)
    const id = !barred && sections.some((section) => section.id === wanted) ? wanted : first
    for (const section of sections) show(section, section.id === id)
    for (const way of all<HTMLAnchorElement>('.ways a')) {
      const own = way.hash.slice(1) === id
      if (own) bringIntoView(way)
      if (own) way.setAttribute('aria-current', 'step')
      else way.removeAttribute('aria-current')
      if (barred && !own) way.setAttribute('aria-disabled', 'true')
      else way.removeAttribute('aria-disabled')
    }
    if (!isAsked) return
    one(`#${id} h2`)?.focus({ preventScroll: true })
    one('#steps')?.scrollIntoView({ block: 'start' })
  }

  addEventListener('hashchange', () => open(true))
  // The address of the step one is on leads to its beginning again.
  document.addEventListener('click', (event) => {
    const way = (event.target as Element).closest<HTMLAnchorElement>('a[href^="#"]')
    if (way && way.hash === location.hash) open(true)
  })
  open(false)
  return {
    bar(now) {
      if (now === barred) return
      barred = now
      open(false)
      show(one('.step:not([hidden]) .go'), !barred)
    },
    toFirst() {
      if (location.hash === '' || location.hash === `#${first}`) open(true)
      else location.hash = first
    },
  }
}
