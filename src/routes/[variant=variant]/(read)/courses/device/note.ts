import type { End, Kept, Saved } from './kept.ts'

const pause = 600

/** A note is saved a moment after the last key, and when the page is left; „сачувано“ is said only when it is. */
export async function keepNote(page: HTMLElement, record: Kept, key: string): Promise<void> {
  const section = page.querySelector<HTMLElement>('section[data-note]')
  const field = section?.querySelector('textarea')
  const state = section?.querySelector('[role=status]')
  if (!section || !field || !state) return
  let timer: ReturnType<typeof setTimeout> | undefined
  const before = await record.note(key)
  let kept: string | undefined = before.text
  let stands: 'saved' | 'here' = before.sent ? 'here' : 'saved'
  const say = (word: 'saved' | 'here' | 'saving' | 'failed') => {
    state.textContent = section.dataset[word] ?? ''
  }
  const stand = (text: string, word: 'saved' | 'here') => {
    kept = text
    stands = word
    if (field.value === text) say(word)
  }
  const ends = (text: string, end: End) => {
    if (kept !== text) return
    if (end === 'sent') return stand(text, 'saved')
    if (end === 'replaced') {
      state.textContent = ''
      return
    }
    // It stands in the field still.
    kept = undefined
    say('failed')
    void save()
  }
  const follow = (text: string, { sent }: Saved) => void sent?.then((end) => ends(text, end))
  const save = async (leaving = false) => {
    clearTimeout(timer)
    const text = field.value
    if (text === kept) {
      if (state.textContent !== '') say(stands)
      return
    }
    await record.saveNote(key, text, leaving).then(
      (saved) => {
        stand(text, saved.sent ? 'here' : 'saved')
        follow(text, saved)
      },
      () => {
        say('failed')
        timer = setTimeout(() => void save(), 5000)
      },
    )
  }
  field.value = kept
  section.hidden = false
  if (before.text !== '') say(stands)
  follow(before.text, before)
  field.addEventListener('input', () => {
    say('saving')
    clearTimeout(timer)
    timer = setTimeout(() => void save(), pause)
  })
  addEventListener('pagehide', () => void save(true))
  field.addEventListener('blur', () => void save())
}

/** The button is pressed while the unit is bookmarked. */
export async function keepBookmark(page: HTMLElement, record: Kept, key: string): Promise<void> {
  const place = page.querySelector<HTMLElement>('[data-bookmark]')
  const button = place?.querySelector('button')
  if (!place || !button) return
  const show = (isOn: boolean) => button.setAttribute('aria-pressed', String(isOn))
  show(await record.isBookmarked(key))
  place.classList.remove('waiting')
  button.addEventListener('click', () => {
    const wanted = button.getAttribute('aria-pressed') !== 'true'
    void record.bookmark(key, wanted).then(show, () => {})
  })
}
