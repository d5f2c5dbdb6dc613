/**
 * Opens the meaning of a word beside the word. Without this file, or where a browser knows no popovers, the word is a link to the glossary.
 * Nothing in this file knows any words: they stand in the page.
 */
document.addEventListener('click', (event) => {
  const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  const word = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a.term') : null
  const note = word && document.getElementById(word.dataset['note'] ?? '')
  if (!isPlain || !word || !note || !('showPopover' in note)) return
  event.preventDefault()
  open(note, word)
})

function open(note: HTMLElement, word: HTMLElement): void {
  note.addEventListener('toggle', () => word.setAttribute('aria-expanded', String(note.matches(':popover-open'))))
  note.showPopover({ source: word })
}
