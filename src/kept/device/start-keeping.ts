/** Brings to life what pages have about keeping: the panel of a course or a manual, and the list of all that is kept. */
import { toLatin } from '@putokaz/serbian'
import { choose, type Variant, variants } from '#kernel/localized.ts'
import * as words from '#texts/generated/kept.ts'
import { address } from '#ui/address.ts'
import type { Entry } from '../contract.ts'
import { askToStay, canKeep, space } from './keep-offline.ts'
import { type KeptStore, keyOf, openKeptStore } from './kept-record.ts'
import { type LivePanel, livePanel, offers } from './panel.ts'
import { sizeSaid } from './panel-words.ts'

/** Call it once what it should find stands in the document; what is alive already stays as it is. */
export function startKeeping(root: ParentNode): void {
  const variant = variants.find((one) => one === document.documentElement.lang) ?? 'sr-Cyrl'
  for (const section of root.querySelectorAll<HTMLElement>('[data-keep]:not([data-alive])')) {
    section.dataset['alive'] = 'yes'
    void livePanel(section, variant).look()
  }
  for (const place of root.querySelectorAll<HTMLElement>('[data-on-device]:not([data-alive])')) {
    place.dataset['alive'] = 'yes'
    void listKept(place, variant)
  }
}

async function listKept(place: HTMLElement, variant: Variant): Promise<void> {
  const store = canKeep() ? await openKeptStore().catch(() => undefined) : undefined
  if (!store) return say(place, 'looking', words.unable(variant))
  const panels = new Map<string, LivePanel>()
  const draw = async () => {
    await drawList(place, store, panels, { variant, changed: () => void draw() })
    await showRoom(place, variant)
  }
  await draw()
  find(place, 'check')?.addEventListener('click', () => void check(place, panels, variant))
  find(place, 'stay')?.addEventListener('click', () => void stay(place, variant))
}

function find(place: HTMLElement, name: string): HTMLElement | null {
  return place.querySelector<HTMLElement>(`[data-${name}]`)
}

function say(place: HTMLElement, name: string, text: string): void {
  const said = find(place, name)
  if (said) said.textContent = text
}

function show(place: HTMLElement, name: string, isShown: boolean): void {
  const part = find(place, name)
  if (part) part.hidden = !isShown
}

interface Drawing {
  readonly variant: Variant
  readonly changed: () => void
}

/** A row for each thing that was kept or begun; rows that are there stay, with what their readers are doing in them. */
async function drawList(place: HTMLElement, store: KeptStore, panels: Map<string, LivePanel>, { variant, changed }: Drawing): Promise<void> {
  const list = find(place, 'list')
  if (!list) return
  const entries = new Map([...(await store.partly()).map(({ entry }) => entry), ...(await store.kept())].map((entry) => [keyOf(entry), entry]))
  for (const row of list.querySelectorAll<HTMLElement>('[data-key]')) {
    const key = row.dataset['key'] ?? ''
    if (entries.has(key)) continue
    row.remove()
    panels.delete(key)
  }
  for (const [key, entry] of entries) {
    const row = panels.has(key) ? undefined : rowOf(place, entry, variant)
    if (!row) continue
    list.append(row.item)
    const panel = livePanel(row.section, variant, changed)
    panels.set(key, panel)
    void panel.look()
  }
  show(place, 'looking', false)
  show(place, 'empty', entries.size === 0)
  show(place, 'found', entries.size > 0)
}

function rowOf(place: HTMLElement, entry: Entry, variant: Variant): { item: HTMLElement; section: HTMLElement } | undefined {
  const template = place.querySelector<HTMLTemplateElement>('template')
  const item = (template?.content.cloneNode(true) as DocumentFragment | undefined)?.firstElementChild
  const link = item?.querySelector('a')
  const section = item?.querySelector<HTMLElement>('[data-keep]')
  if (!(item instanceof HTMLElement) || !link || !section) return undefined
  const key = keyOf(entry)
  item.dataset['key'] = key
  section.dataset['keep'] = key
  section.dataset['alive'] = 'yes'
  const [name = ''] = entry.code.split('.')
  const paths = { centre: '/', course: `/courses/${name}`, manual: `/library/manuals/${name}`, book: `/library/manuals/${name}`, tool: `/tools/${name}` }
  const title = choose(entry.title, variant, toLatin)
  link.href = address(variant, paths[entry.kind])
  link.textContent = entry.kind === 'centre' ? words.centrePages(variant) : entry.kind === 'book' ? bookTitle(entry, title.text, variant) : title.text
  if (entry.kind !== 'centre' && title.variant !== variant) link.lang = title.variant
  section.setAttribute('aria-label', `${words.title(variant)}: ${link.textContent}`)
  return { item, section }
}

const letters = { 'sr-Cyrl': words.inCyrillic, 'sr-Latn': words.inLatin, en: words.inEnglish } as const

/** In which letters or language it is printed is said where it is not that of the page. */
function bookTitle({ code }: Entry, title: string, variant: Variant): string {
  const printed = variants.find((one) => code.endsWith(`.${one}`)) ?? variant
  return printed === variant ? words.bookOf(variant, { title }) : words.bookIn(variant, { title, letters: letters[printed](variant) })
}

async function check(place: HTMLElement, panels: ReadonlyMap<string, LivePanel>, variant: Variant): Promise<void> {
  const keepable = await offers(true)
  const situations = await Promise.all([...panels.values()].map((panel) => panel.look()))
  const isNewer = situations.some((one) => one.is === 'kept' && one.isNewer)
  say(place, 'checked', keepable ? (isNewer ? words.somethingNewer(variant) : words.nothingNewer(variant)) : words.notAsked(variant))
}

async function stay(place: HTMLElement, variant: Variant): Promise<void> {
  const isPromised = await askToStay()
  await showRoom(place, variant)
  say(place, 'checked', isPromised ? '' : words.refusedToStay(variant))
}

async function showRoom(place: HTMLElement, variant: Variant): Promise<void> {
  const room = await space()
  if (!room) return
  const used = words.used(variant, { used: sizeSaid(room.used, variant), free: sizeSaid(room.free, variant) })
  say(place, 'room', `${used} ${room.promised ? words.promised(variant) : words.notPromised(variant)}`)
  show(place, 'stay', !room.promised)
}
