/**
 * The left and right arrow keys lead to the previous and next unit, as in a book; never where arrows have a meaning
 * of their own (fields, tables that scroll, films), and never with a modifier, so that Alt+← stays the browser's Back.
 */
export function turnPagesByKeys(page: HTMLElement): void {
  const isRtl = getComputedStyle(page).direction === 'rtl'
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const at = event.target instanceof Element ? event.target : document.body
    if (at.closest('input, select, textarea, video, audio, [contenteditable], [tabindex="0"], dialog')) return
    const rel = event.key === (isRtl ? 'ArrowRight' : 'ArrowLeft') ? 'prev' : event.key === (isRtl ? 'ArrowLeft' : 'ArrowRight') ? 'next' : undefined
    if (rel) page.querySelector<HTMLAnchorElement>(`.pager a[rel=${rel}]`)?.click()
  })
}
