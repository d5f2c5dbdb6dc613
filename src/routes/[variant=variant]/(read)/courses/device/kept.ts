import { type DeviceRecord, openDeviceRecord } from '#modules/learning/device/device-record.ts'
import { type Deed, enter, hear, keep, newest, openRows, type Rows, type Shown, type What } from '#modules/learning/device/outbox/index.ts'
import { wordsOf } from '#modules/learning/domain/response-words.ts'
import type { Response } from '#modules/questions/domain/response.ts'

/** What became of a deed that was kept here: another replaced it, or the browser lost it with all else that it kept. */
export type End = 'sent' | 'replaced' | 'lost'

/** It is on the device now; `sent` resolves when it is in the account, or not here any more. A visitor has none. */
export interface Saved {
  readonly sent?: Promise<End>
}

/** Where what a reader does on these pages is kept: her account by way of her device, or for a visitor her device alone. */
export interface Kept extends Pick<DeviceRecord, 'place'> {
  /** With `sent` where the server does not have this text yet. */
  note(unitKey: string): Promise<{ readonly text: string } & Saved>
  notePlace(course: string, unit: string, passage: string): Promise<Saved>
  /** An empty text takes the note away. `leaving`: the page is about to go. */
  saveNote(unitKey: string, text: string, leaving?: boolean): Promise<Saved>
  saveAnswer(questionId: string, response: unknown, correct: boolean): Promise<Saved>
  unitRead(course: string, unit: string): Promise<Saved>
  isBookmarked(unitKey: string): Promise<boolean>
  /** Resolves with the state that is kept now. */
  bookmark(unitKey: string, marked: boolean): Promise<boolean>
  /** Units read, where the page does not know them already. */
  read(course: string): Promise<string[]>
}

export function openKept(page: HTMLElement): Promise<Kept> {
  return page.dataset.account === undefined ? openDeviceRecord().then(onDevice) : inAccount(page)
}

function onDevice(record: DeviceRecord): Kept {
  const isBookmarked = async (unitKey: string) => (await record.bookmarks()).some(({ key }) => key === unitKey)
  const onlyHere = (writing: Promise<void>) => writing.then(() => ({}))
  return {
    place: record.place,
    note: async (unitKey) => ({ text: await record.note(unitKey) }),
    notePlace: (course, unit, passage) => onlyHere(record.notePlace(course, unit, passage)),
    saveNote: (unitKey, text) => onlyHere(record.saveNote(unitKey, text)),
    saveAnswer: (question, response, correct) => onlyHere(record.saveAnswer(question, response, correct)),
    unitRead: (course, unit) => onlyHere(record.unitRead(course, unit)),
    isBookmarked,
    bookmark: async (unitKey, marked) => ((await isBookmarked(unitKey)) === marked ? marked : record.toggleBookmark(unitKey)),
    read: async (course) => (await record.all()).read.flatMap(({ key }) => (key.startsWith(`${course}/`) ? [key.slice(course.length + 1)] : [])),
  }
}

interface Here {
  readonly page: HTMLElement
  readonly rows: Rows
}

/** Her deeds are written to the device first and sent from there. Where the browser keeps nothing they go straight to the account. */
async function inAccount(page: HTMLElement): Promise<Kept> {
  const rows = await openRows().catch(() => undefined)
  const owner = rows && (await enter(rows, page.dataset.account ?? '').catch(() => undefined))
  return rows && owner ? throughOutbox({ page, rows }) : straight(page)
}

const at = (unitKey: string) => ({ course: unitKey.split('/')[0] ?? '', unit: unitKey.split('/')[1] ?? '' })

function throughOutbox(here: Here): Kept {
  const { page, rows } = here
  const version = `course/${page.dataset.course ?? ''}/version/${page.dataset.version ?? ''}`
  const shown = (what: What): Shown => ({
    what,
    title: page.querySelector('h1')?.textContent?.trim() ?? '',
    path: location.pathname.replace(/^\/[^/]+/, ''),
    lang: langOf(page),
  })
  const say = async (deed: Deed, what: What, leaving = false) => {
    const keeping = { deed, shown: shown(what), leaving }
    const id = await keep(rows, keeping).catch(async (fault: unknown) => {
      // The key may be gone with all else that the browser kept.
      if (!(await enter(rows, page.dataset.account ?? ''))) throw fault
      return keep(rows, keeping)
    })
    return { sent: whenSent(rows, id) }
  }
  return {
    notePlace: (course, unit, passage) => say({ to: 'place', course, unit, passage }, 'place'),
    place: async () => undefined,
    saveNote: (unitKey, text, leaving) => say({ to: 'notes', ...at(unitKey), text }, 'note', leaving),
    async note(unitKey) {
      const told = page.querySelector<HTMLTextAreaElement>('section[data-note] textarea')?.value ?? ''
      const here = await newest<{ text: string }>(rows, { to: 'notes', ...at(unitKey), text: '' })
      // What was sent the page knows already, unless it was drawn on the device.
      if (!here || (here.state === 'sent' && told !== '')) return { text: told }
      return { text: here.body.text, ...(here.state !== 'sent' && { sent: whenSent(rows, here.id) }) }
    },
    saveAnswer: (question, response) =>
      say({ to: 'statements', verb: 'answered', activity: `question/${question}`, result: { response: wordsOf(response as Response) } }, 'practised'),
    unitRead: (_course, unit) => say({ to: 'statements', verb: 'experienced', activity: `${version}/unit/${unit}` }, 'read', true),
    async isBookmarked(unitKey) {
      const told = isPressed(page)
      const here = await newest<{ marked: boolean }>(rows, { to: 'bookmarks', ...at(unitKey), marked: false })
      return here && here.state !== 'sent' ? here.body.marked : told
    },
    bookmark: (unitKey, marked) => say({ to: 'bookmarks', ...at(unitKey), marked }, 'bookmark').then(() => marked),
    read: async () => [],
  }
}

/** Resolves when the server has it, or when it is not here any more; never while it waits. */
function whenSent(rows: Rows, id: string): Promise<End> {
  return new Promise((resolve) => {
    const look = async () => {
      const row = await rows.one(id)
      if (row?.state === 'sent') resolve('sent')
      else if (!row) resolve((await rows.owner()) ? 'replaced' : 'lost')
    }
    hear(() => void look().catch(() => resolve('lost')))
    void look().catch(() => resolve('lost'))
  })
}

/** The account has told the page what it holds; here it only hears what is new. */
function straight(page: HTMLElement): Kept {
  const nothing = { places: [], notes: [], bookmarks: [], read: [], answers: [] }
  const now = () => new Date().toISOString()
  return {
    notePlace: (course, unit, passage) => send('PUT', 'place', { course, unit, passage }),
    place: async () => undefined,
    saveNote: (unitKey, text) => send('PUT', 'notes', { ...at(unitKey), text }),
    note: async () => ({ text: page.querySelector<HTMLTextAreaElement>('section[data-note] textarea')?.value ?? '' }),
    saveAnswer: (question, response) => send('POST', 'device', { ...nothing, answers: [{ question, response, at: now() }] }),
    unitRead: (course, unit) => send('POST', 'device', { ...nothing, read: [{ key: `${course}/${unit}`, at: now() }] }),
    isBookmarked: async () => isPressed(page),
    bookmark: (unitKey, marked) => send('PUT', 'bookmarks', { ...at(unitKey), marked }).then(() => marked),
    read: async () => [],
  }
}

function langOf(page: HTMLElement): string {
  return page.querySelector<HTMLElement>('h1')?.lang || document.documentElement.lang
}

function isPressed(page: HTMLElement): boolean {
  return page.querySelector('[data-bookmark] button')?.getAttribute('aria-pressed') === 'true'
}

/** `keepalive`: what is said while the page is being left still arrives. */
async function send(method: 'PUT' | 'POST', name: string, body: object): Promise<Saved> {
  const answer = await fetch(`/api/v1/learning/${name}`, {
    method,
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`not kept: ${answer.status}`)
  return { sent: Promise.resolve('sent') }
}
