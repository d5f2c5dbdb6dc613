import { hear } from './calling.ts'
import { enterFile } from './entering.ts'
import { type Item, items, remove, type Standing, standing, tryAgain, workFile } from './listing.ts'
import { clockOf, momentOf, type Script } from './moments.ts'
import { openRows, type Rows } from './rows.ts'
import { saveAsFile } from './saving.ts'
import { sendNow } from './sending.ts'

interface List {
  readonly root: HTMLElement
  readonly rows: Rows
  readonly says: Readonly<Record<string, string>>
  readonly variant: Script
  /** What the list shows now. */
  readonly drawn: { last: string }
}

/** Fills `OutboxList.svelte` with what stands on this device, and keeps it true while it is open. */
export async function fillList(root: HTMLElement): Promise<void> {
  const says = JSON.parse(root.dataset.says ?? '{}') as List['says']
  const rows = await openRows().catch(() => null)
  if (!rows) return when(root, { closed: true })
  const list: List = { root, rows, says, variant: (root.dataset.variant ?? 'sr-Cyrl') as Script, drawn: { last: '' } }
  hear(() => void fill(list))
  addEventListener('online', () => void fill(list))
  root.querySelector('[data-send]')?.addEventListener('click', () => void send(list))
  root.querySelector('[data-save-all]')?.addEventListener('click', () => void save(list))
  root.querySelector('form[data-enter]')?.addEventListener('submit', (event) => {
    event.preventDefault()
    void enterFile(root, says)
  })
  await fill(list)
}

async function fill(list: List): Promise<void> {
  const [now, all] = [await standing(list.rows), await items(list.rows)]
  const { root, says } = list
  const isEmpty = all.length === 0
  const work = now.waiting + now.refused > 0
  when(root, { closed: false, 'signed-out': work && now.signedOut, locked: now.locked > 0, work, list: !isEmpty, empty: isEmpty && now.locked === 0 })
  put(root, '[data-locked]', (says['locked'] ?? '').replace('#', String(now.locked)))
  put(root, '[data-standing]', isEmpty ? '' : standingSaid(list, now))
  const place = root.querySelector<HTMLElement>('[data-items]')
  const form = root.querySelector<HTMLTemplateElement>('template[data-item]')?.content.firstElementChild
  const drawing = JSON.stringify(all)
  if (!place || !form || list.drawn.last === drawing) return
  list.drawn.last = drawing
  keepPlace(place, () => place.replaceChildren(...all.map((item) => drawn(list, item, form.cloneNode(true) as HTMLElement))))
}

/** A question that stands open on the list stays open, and whoever is at a button stays there. */
function keepPlace(place: HTMLElement, redraw: () => void): void {
  const lineOf = (element: Element | null) => `li[data-id="${CSS.escape(element?.closest<HTMLElement>('li')?.dataset.id ?? '')}"]`
  const asking = place.querySelector('[data-sure]:not([hidden])')
  const at = place.contains(document.activeElement) ? document.activeElement : null
  const mark = at?.getAttributeNames().find((name) => name.startsWith('data-'))
  redraw()
  if (asking) show(place.querySelector(lineOf(asking)), '[data-sure]', true)
  if (at && mark) place.querySelector<HTMLElement>(`${lineOf(at)} [${mark}]`)?.focus()
}

function standingSaid({ says, variant }: List, { waiting, refused, wakeAt }: Standing): string {
  const parts = [
    waiting > 0 ? (says['counted'] ?? '').replace('#', String(waiting)) : (says['nothingWaits'] ?? ''),
    ...(refused > 0 ? [(says['countedRefused'] ?? '').replace('#', String(refused))] : []),
  ]
  const next = waiting > 0 && wakeAt !== null && wakeAt > Date.now() ? ` ${(says['nextTry'] ?? '').replace('#', clockOf(new Date(wakeAt), variant))}` : ''
  return `${parts.join(' · ')}.${next}`
}

function drawn(list: List, item: Item, line: HTMLElement): HTMLElement {
  const { says, variant, root } = list
  line.dataset.id = item.id
  line.classList.add(item.state)
  const link = line.querySelector<HTMLAnchorElement>('[data-title]')
  if (link) Object.assign(link, { textContent: item.shown.title, href: `${root.dataset.base ?? ''}${item.shown.path}` })
  if (link && item.shown.lang !== undefined && item.shown.lang !== variant) link.lang = item.shown.lang
  put(line, '[data-what]', says[item.shown.what] ?? '')
  put(line, '[data-born]', momentOf(new Date(item.born), variant))
  put(line, '[data-state]', stateSaid(item, list))
  show(line, '[data-when-refused]', item.state === 'refused')
  if (!item.refusal) return line
  const { status, reason, path } = item.refusal
  const advice = /too-(long|large)/.test(reason) ? 'advice413' : `advice${status}`
  put(line, '[data-advice]', says[advice] ?? says['advice400'] ?? '')
  put(line, '[data-reason]', [status, reason, path].filter(Boolean).join(' · '))
  const on = (button: string, deed: () => unknown) => line.querySelector(button)?.addEventListener('click', deed)
  on('[data-again]', () => void tryAgain(list.rows, item.id).then(() => send(list)))
  on('[data-save]', () => void save(list, [item.id]))
  on('[data-remove]', () => {
    show(line, '[data-sure]', true)
    line.querySelector<HTMLElement>('[data-remove-no]')?.focus()
  })
  on('[data-remove-no]', () => {
    show(line, '[data-sure]', false)
    line.querySelector<HTMLElement>('[data-remove]')?.focus()
  })
  on('[data-remove-yes]', () => void remove(list.rows, item.id))
  return line
}

function stateSaid({ state, tries, born, sentAt }: Item, { says, variant }: List): string {
  if (state === 'sent') return (says['sent'] ?? '').replace('#', momentOf(new Date(sentAt ?? born), variant))
  if (state === 'waiting' && tries > 0) return (says['tried'] ?? '').replace('#', String(tries))
  return says[state] ?? ''
}

async function send(list: List): Promise<void> {
  put(list.root, '[data-standing]', list.says['sending'] ?? '')
  const sent = await sendNow(list.rows).catch(() => 'later' as const)
  await fill(list)
  if (sent === 'later') put(list.root, '[data-standing]', list.says['sendLater'] ?? '')
  if (sent === 'nothing-waits') put(list.root, '[data-standing]', list.says['sendDone'] ?? '')
}

async function save({ root, rows, says }: List, ids?: readonly string[]): Promise<void> {
  const file = await workFile(rows, ids)
  if (file && file.entries.length > 0) saveAsFile(file)
  else put(root, '[data-standing]', says['saveFileNone'] ?? '')
}

function when(root: HTMLElement, states: Readonly<Record<string, boolean>>): void {
  for (const [state, isSo] of Object.entries(states)) show(root, `[data-when="${state}"]`, isSo)
}

function show(within: Element | null, selector: string, isShown: boolean): void {
  const found = within?.querySelector<HTMLElement>(selector)
  if (found) found.hidden = !isShown
}

function put(within: HTMLElement, selector: string, text: string): void {
  const found = within.querySelector(selector)
  if (found && found.textContent !== text) found.textContent = text
}
