import type { End, Kept, Saved } from './kept.ts'

const pause = 600

type Word = 'saved' | 'here' | 'saving' | 'failed'

interface Note {
  readonly section: HTMLElement
  readonly field: HTMLTextAreaElement
  readonly state: Element
  /** Stores a text of this note. */
  readonly store: (text: string, leaving: boolean) => Promise<Saved>
  /** What is kept, and where; nothing when the browser lost it. */
  kept: string | undefined
  stands: 'saved' | 'here'
  timer?: ReturnType<typeof setTimeout>
}

/** A note is saved a moment after the last key, and when the page is left; „сачувано“ is said only when it is. */
export async function keepNote(page: HTMLElement, record: Kept, key: string): Promise<void> {
  const section = page.querySelector<HTMLElement>('section[data-note]')
  const field = section?.querySelector('textarea')
  const state = section?.querySelector('[role=status]')
  if (!section || !field || !state) return
  const before = await record.note(key)
  const store = (text: string, leaving: boolean) => record.saveNote(key, text, leaving)
  const note: Note = { section, field, state, store, kept: before.text, stands: before.sent ? 'here' : 'saved' }
  field.value = before.text
  section.hidden = false
  if (before.text !== '') say(note, note.stands)
  follow(note, before.text, before)
  field.addEventListener('input', () => {
    say(note, 'saving')
    saveIn(note, pause)
  })
  addEventListener('pagehide', () => void save(note, true))
  field.addEventListener('blur', () => void save(note))
}

function say({ state, section }: Note, word: Word): void {
  state.textContent = section.dataset[word] ?? ''
}

function saveIn(note: Note, milliseconds: number): void {
  clearTimeout(note.timer)
  note.timer = setTimeout(() => void save(note), milliseconds)
}

async function save(note: Note, leaving = false): Promise<void> {
  clearTimeout(note.timer)
  const text = note.field.value
  if (text === note.kept) {
    if (note.state.textContent !== '') say(note, note.stands)
    return
  }
  await note.store(text, leaving).then(
    (saved) => {
      stand(note, text, saved.sent ? 'here' : 'saved')
      follow(note, text, saved)
    },
    () => {
      say(note, 'failed')
      saveIn(note, 5000)
    },
  )
}

function stand(note: Note, text: string, word: 'saved' | 'here'): void {
  note.kept = text
  note.stands = word
  if (note.field.value === text) say(note, word)
}

function follow(note: Note, text: string, { sent }: Saved): void {
  void sent?.then((end) => ends(note, text, end))
}

function ends(note: Note, text: string, end: End): void {
  if (note.kept !== text) return
  if (end === 'sent') stand(note, text, 'saved')
  if (end === 'replaced') note.state.textContent = ''
  if (end !== 'lost') return
  // It stands in the field still.
  note.kept = undefined
  say(note, 'failed')
  void save(note)
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
