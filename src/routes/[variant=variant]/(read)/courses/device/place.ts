import type { Kept } from './kept.ts'

/** Remembers the passage at the top of the window, offers to go on from it, and notes that the unit was read to its end. */
export async function followPlace(page: HTMLElement, record: Kept, { course, unit }: { course: string; unit: string }): Promise<void> {
  const before = await record.place(course)
  const passages = [...page.querySelectorAll<HTMLElement>('.run-text > [id]')]
  if (before?.unit === unit && passages.findIndex(({ id }) => id === before.passage) > 2 && location.hash === '' && scrollY < 200) offer(page, before.passage)
  let noted = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  const note = () => {
    const here = passages.find((passage) => passage.getBoundingClientRect().bottom > 80)?.id ?? passages.at(-1)?.id ?? ''
    if (here === noted) return
    noted = here
    void record.notePlace(course, unit, here).catch(() => {})
  }
  addEventListener(
    'scroll',
    () => {
      clearTimeout(timer)
      timer = setTimeout(note, 400)
    },
    { passive: true },
  )
  if (before?.unit !== unit) note()
  noteEnd(page, () => record.unitRead(course, unit))
}

function offer(page: HTMLElement, passage: string): void {
  const link = page.querySelector<HTMLAnchorElement>('a[data-resume]')
  if (!link) return
  link.href = `#${passage}`
  link.hidden = false
  link.addEventListener('click', () => {
    link.hidden = true
  })
}

/** Read is who saw the end of the text, or went on to the next unit. */
function noteEnd(page: HTMLElement, deed: () => Promise<unknown>): void {
  let isNoted = false
  const once = () => {
    if (isNoted) return
    isNoted = true
    void deed().catch(() => {})
  }
  const end = page.querySelector('[data-end]')
  if (end) new IntersectionObserver((seen) => seen.some(({ isIntersecting }) => isIntersecting) && once()).observe(end)
  page.querySelector('.pager a[rel=next]')?.addEventListener('click', once)
}
