/** Draws, at whatever address the reader is, what the device has for it. It runs in the kept document of `/on-device`. */
import { mount } from 'svelte'
import * as words from '#texts/generated/shell.ts'
import type { Centre } from '#ui/reader.ts'
import { type Asked, askedAt, type Place } from '../places.ts'
import { leadHere } from './chrome.ts'
import type { Draw, Drawn } from './drawn.ts'
import Frame from './Frame.svelte'

type Drawers = { readonly [P in Place['page']]?: () => Promise<{ draw: Draw<Extract<Place, { page: P }>> }> }

/** Each page is a file of its own, so that one opens without the others. */
const drawers: Drawers = {
  start: () => import('./draw/start.ts'),
  courses: () => import('./draw/courses.ts'),
  course: () => import('./draw/course.ts'),
  test: () => import('./draw/test.ts'),
  unit: () => import('./draw/unit.ts'),
  library: () => import('./draw/library.ts'),
  manual: () => import('./draw/manual.ts'),
  chapter: () => import('./draw/chapter.ts'),
  checklists: () => import('./draw/checklists.ts'),
  'manual-index': () => import('./draw/manual-index.ts'),
  tools: () => import('./draw/tools.ts'),
  tool: () => import('./draw/tool.ts'),
  glossary: () => import('./draw/glossary.ts'),
  search: () => import('./draw/search.ts'),
  outbox: () => import('./draw/outbox.ts'),
  attempt: () => import('./draw/attempt.ts'),
}

const place = document.querySelector<HTMLElement>('#content')
const asked = askedAt(location.pathname)
if (place && asked) void open(place, asked)

async function open(place: HTMLElement, asked: Asked): Promise<void> {
  const here = new URL(location.href)
  const opening = place.querySelector<HTMLElement>('[data-centre]')
  const centre = JSON.parse(opening?.dataset['centre'] ?? 'null') as Centre
  leadHere(document, here)
  // This page stands in the document itself, with a script of its own.
  if (asked.place.page === 'on-device') return
  // Said only to whoever has to wait: a first search makes its index.
  setTimeout(() => opening?.removeAttribute('hidden'), 400)
  const says = words.offline(asked.variant)
  const drawn = { says, ...(await drawnAt(asked, here)) }
  place.replaceChildren()
  mount(Frame, { target: place, props: { reader: { variant: asked.variant, centre }, drawn } })
  // The place that the address names was not there when the browser looked for it.
  if (here.hash !== '') location.replace(here)
}

async function drawnAt(asked: Asked, here: URL): Promise<Drawn> {
  let isBroken = false
  try {
    const drawer = (await drawers[asked.place.page]?.()) as { draw: Draw } | undefined
    const drawn = await drawer?.draw(asked, here)
    if (drawn) return drawn
  } catch {
    isBroken = true
  }
  const { drawNotKept } = await import('./draw/not-kept.ts')
  return drawNotKept(isBroken)
}
