import { type DeviceRecord, openDeviceRecord } from '#modules/learning/device/device-record.ts'

/** Where what a reader does on these pages is kept: her account, or for a visitor her device. */
export interface Kept extends Pick<DeviceRecord, 'notePlace' | 'place' | 'saveNote' | 'note' | 'saveAnswer' | 'unitRead'> {
  isBookmarked(unitKey: string): Promise<boolean>
  /** Resolves with the state that is kept now. */
  bookmark(unitKey: string, marked: boolean): Promise<boolean>
  /** Units read, where the page does not know them already. */
  read(course: string): Promise<string[]>
}

export function openKept(page: HTMLElement): Promise<Kept> {
  return page.dataset.account === undefined ? openDeviceRecord().then(onDevice) : Promise.resolve(inAccount(page))
}

function onDevice(record: DeviceRecord): Kept {
  const isBookmarked = async (unitKey: string) => (await record.bookmarks()).some(({ key }) => key === unitKey)
  return {
    ...record,
    isBookmarked,
    bookmark: async (unitKey, marked) => ((await isBookmarked(unitKey)) === marked ? marked : record.toggleBookmark(unitKey)),
    read: async (course) => (await record.all()).read.flatMap(({ key }) => (key.startsWith(`${course}/`) ? [key.slice(course.length + 1)] : [])),
  }
}

/** The account has told the page what it holds; here it only hears what is new. */
function inAccount(page: HTMLElement): Kept {
  const at = (unitKey: string) => ({ course: unitKey.split('/')[0], unit: unitKey.split('/')[1] })
  const nothing = { places: [], notes: [], bookmarks: [], read: [] }
  return {
    notePlace: (course, unit, passage) => send('PUT', 'place', { course, unit, passage }),
    place: async () => undefined,
    saveNote: (unitKey, text) => send('PUT', 'notes', { ...at(unitKey), text }),
    note: async () => page.querySelector('textarea')?.value ?? '',
    saveAnswer: (question, response) => send('POST', 'device', { ...nothing, answers: [{ question, response, at: new Date().toISOString() }] }),
    unitRead: (course, unit) => send('POST', 'units', { id: crypto.randomUUID(), course, unit }),
    isBookmarked: async () => page.querySelector('[data-bookmark] button')?.getAttribute('aria-pressed') === 'true',
    bookmark: (unitKey, marked) => send('PUT', 'bookmarks', { ...at(unitKey), marked }).then(() => marked),
    read: async () => [],
  }
}

/** `keepalive`: what is said while the page is being left still arrives. */
async function send(method: 'PUT' | 'POST', name: string, body: object): Promise<void> {
  const answer = await fetch(`/api/v1/learning/${name}`, {
    method,
    keepalive: true,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`not kept: ${answer.status}`)
}
