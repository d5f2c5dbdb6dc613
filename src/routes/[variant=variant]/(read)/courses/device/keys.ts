const ownArrows = 'input, select, textarea, video, audio, [contenteditable], [tabindex="0"], dialog'

/**
 * The left and right arrow keys lead to the previous and next unit, as in a book; never where arrows have a meaning
 * of their own (fields, tables that scroll, films), and never with a modifier, so that Alt+← stays the browser's Back.
 */
export function turnPagesByKeys(page: HTMLElement): void {
  document.addEventListener('keydown', (event) => {
    const isPlain = !(event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)
    const at = event.target instanceof Element ? event.target : document.body
    const rel = directions[event.key]
    if (isPlain && rel && !at.closest(ownArrows)) page.querySelector<HTMLAnchorElement>(`.pager a[rel=${rel}]`)?.click()
  })
}

const directions: Readonly<Record<string, 'prev' | 'next'>> = { ArrowLeft: 'prev', ArrowRight: 'next' }
