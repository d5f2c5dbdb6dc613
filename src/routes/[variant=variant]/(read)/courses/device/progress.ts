import type { Kept } from './kept.ts'

/** Marks the units that were read on this device, counts them, and lets „Почните“ lead back to where the reader stopped. */
export async function showProgress(page: HTMLElement, record: Kept, { course, base }: { course: string; base: string }): Promise<void> {
  const [read, place] = await Promise.all([record.read(course), record.place(course)])
  const links = [...page.querySelectorAll<HTMLAnchorElement>('.stops a, a[data-unit]')]
  const slugOf = (link: HTMLAnchorElement) => link.pathname.slice(base.length + 1)
  const done = links.filter((link) => read.includes(slugOf(link)))
  for (const link of done) markRead(link, page.dataset.readWord ?? '')
  countDone(page, done.length, links.length)
  const start = page.querySelector<HTMLAnchorElement>('a[data-start]')
  if (!start || !place || !links.some((link) => slugOf(link) === place.unit)) return
  start.href = `${base}/${place.unit}${place.passage ? `#${place.passage}` : ''}`
  start.textContent = start.dataset.continue ?? start.textContent
}

function markRead(link: HTMLAnchorElement, word: string): void {
  const beside = link.querySelector('.why') ?? link.parentElement?.querySelector('.quiet')
  beside?.append(` · ✓ ${word}`)
}

/** The sentence stands in the page, with # for the number that only the device knows. */
function countDone(page: HTMLElement, done: number, total: number): void {
  const place = page.querySelector<HTMLElement>('[data-progress]')
  const said = place?.querySelector('span')
  const bar = place?.querySelector('progress')
  if (!place || !said || !bar || done === 0) return
  said.textContent = (place.dataset.progress ?? '').replace('#', String(done))
  bar.value = done
  bar.max = total
  bar.ariaLabel = said.textContent
}
