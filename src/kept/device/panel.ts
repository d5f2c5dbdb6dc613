/** The panel of one thing on a page: how it stands with it, and what can be done. */
import type { Variant } from '#kernel/localized.ts'
import type { Entry, Keepable, KeptKind } from '../contract.ts'
import { askToStay, canKeep, isNewer, keep, offered, remove } from './keep-offline.ts'
import { keyOf, missingOf, openKeptStore } from './kept-record.ts'
import { type DeedName, type Panel, panelOf, refusalSaid, type Situation } from './panel-words.ts'

let asked: Promise<Keepable | undefined> | undefined

/** What the Centre offers, asked once for a page; undefined without a network. */
export function offers(again = false): Promise<Keepable | undefined> {
  if (again) asked = undefined
  asked ??= offered().catch(() => {
    asked = undefined
    return undefined
  })
  return asked
}

export function offerOf(keepable: Keepable | undefined, key: string): Entry | undefined {
  return keepable && [keepable.centre, ...keepable.courses, ...keepable.manuals, ...keepable.books, ...keepable.tools].find((entry) => keyOf(entry) === key)
}

const bytesOf = (files: Entry['files']) => files.reduce((sum, { size }) => sum + size, 0)

/** How it stands with a thing now. */
export async function situationOf(key: string): Promise<Situation> {
  if (!canKeep()) return { is: 'unable' }
  const store = await openKeptStore().catch(() => undefined)
  if (!store) return { is: 'unable' }
  const [record, begun, keepable] = await Promise.all([store.one(key), store.onePartly(key), offers()])
  const offer = offerOf(keepable, key)
  if (record) {
    const missing = bytesOf(await missingOf(record.files))
    return { is: 'kept', record, ...(offer && { offer }), isNewer: offer !== undefined && isNewer(offer, record), missing }
  }
  if (begun) return { is: 'partly', entry: begun.entry, bytes: begun.entry.size - bytesOf(await missingOf(begun.entry.files)) }
  if (offer) return { is: 'offered', offer }
  return keepable ? { is: 'unknown' } : { is: 'not-asked' }
}

export interface LivePanel {
  /** Looks again how it stands. */
  look(): Promise<Situation>
}

/** Brings a panel to life; `changed` is told when something was kept or removed. */
export function livePanel(section: HTMLElement, variant: Variant, changed: () => void = () => {}): LivePanel {
  const key = section.dataset['keep'] ?? ''
  let stop = new AbortController()

  async function look(note = ''): Promise<Situation> {
    const situation = await situationOf(key)
    draw(situation, note)
    return situation
  }

  function draw(situation: Situation, note = ''): void {
    drawPanel(section, panelOf(situation, variant), note, (deed) => void act(deed, situation))
    section.hidden = situation.is === 'unknown'
  }

  async function act(deed: DeedName, situation: Situation): Promise<void> {
    if (deed === 'stop') return stop.abort()
    if (deed === 'keep') return start(situation)
    const [kind = 'course', code = ''] = key.split('/')
    await remove({ kind: kind as KeptKind, code })
    await look()
    changed()
  }

  async function start(situation: Situation, isAgain = false): Promise<void> {
    const entry = offerOf(await offers(isAgain), key) ?? ('entry' in situation ? situation.entry : undefined)
    if (!entry) return void (await look(refusalSaid('network', 0, variant)))
    // Some browsers ask the reader; her answer is not waited for.
    void askToStay()
    // Where the browser saves data nobody started it, and without it nothing that is kept opens.
    void navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined)
    stop = new AbortController()
    const show = slowly((bytes: number) => draw({ is: 'running', entry, bytes }))
    draw({ is: 'running', entry, bytes: 0 })
    const outcome = await keep(entry, { signal: stop.signal, progress: show })
    if (!outcome.ok && outcome.refusal === 'gone' && !isAgain) return start(situation, true)
    await look(outcome.ok ? '' : refusalSaid(outcome.refusal, bytesOf(await missingOf(entry.files)), variant))
    if (outcome.ok && entry.kind !== 'centre') await keepCentre()
    changed()
  }

  return { look: () => look() }
}

/** The pages from which one gets anywhere come along; when they do not, what was asked for is kept all the same. */
export async function keepCentre(): Promise<void> {
  const centre = (await offers())?.centre
  const record = await (await openKeptStore()).one('centre/centre')
  const isStale = centre && (!record || isNewer(centre, record) || (await missingOf(record.files)).length > 0)
  if (isStale) await keep(centre, { signal: new AbortController().signal, progress: () => {} }).catch(() => undefined)
}

/** At most ten times a second, and never after something else was drawn. */
function slowly(draw: (bytes: number) => void): (bytes: number) => void {
  let last = 0
  return (bytes) => {
    const now = performance.now()
    if (now - last < 100) return
    last = now
    draw(bytes)
  }
}

function drawPanel(section: HTMLElement, { line, deeds, share }: Panel, note: string, act: (deed: DeedName) => void): void {
  const place = (name: string) => section.querySelector<HTMLElement>(`[data-${name}]`)
  const [said, running, acts] = [place('said'), place('running'), place('acts')]
  const bar = section.querySelector('progress')
  if (!said || !running || !acts || !bar) return
  const isRunning = share !== undefined
  const whole = [note, isRunning ? '' : line].filter((text) => text !== '').join(' ')
  if (said.textContent !== whole) said.textContent = whole
  running.hidden = !isRunning
  const [label] = running.children
  if (label) label.textContent = isRunning ? line : ''
  bar.value = share ?? 0
  drawDeeds(acts, deeds, act)
}

/** The same buttons stay where they are, so that nobody loses the one she is on. */
function drawDeeds(place: HTMLElement, deeds: Panel['deeds'], act: (deed: DeedName) => void): void {
  const hadFocus = place.contains(document.activeElement)
  const wanted = deeds.map(({ deed }) => deed).join()
  if (place.dataset['acts'] !== wanted) {
    place.replaceChildren(
      ...deeds.map(({ quiet }) => Object.assign(document.createElement('button'), { type: 'button', className: quiet ? 'button quiet' : 'button plain' })),
    )
    place.dataset['acts'] = wanted
  }
  for (const [at, { deed, text }] of deeds.entries()) {
    const button = place.children[at] as HTMLButtonElement
    if (button.textContent !== text) button.textContent = text
    button.onclick = () => act(deed)
  }
  if (hadFocus && !place.contains(document.activeElement)) place.querySelector('button')?.focus()
}
