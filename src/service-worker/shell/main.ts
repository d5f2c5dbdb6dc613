/** Draws, at whatever address the reader is, what the device has for it. It runs in the kept document of `/on-device`. */
import { mount } from 'svelte'
import type { Centre } from '#ui/reader.ts'
import { type Asked, askedAt } from '../places.ts'
import { leadHere } from './chrome.ts'
import type { Draw, Drawn } from './drawn.ts'
import Frame from './Frame.svelte'

const drawers: Readonly<Partial<Record<Asked['place']['page'], () => Promise<{ draw: Draw }>>>> = {
  search: () => import('./draw/search.ts'),
}

const place = document.querySelector<HTMLElement>('#content')
const asked = askedAt(location.pathname)
if (place && asked) void open(place, asked)

async function open(place: HTMLElement, asked: Asked): Promise<void> {
  const centre = JSON.parse(place.querySelector<HTMLElement>('[data-centre]')?.dataset['centre'] ?? 'null') as Centre
  leadHere(document, new URL(location.href))
  const drawn = await drawnAt(asked)
  place.replaceChildren()
  mount(Frame, { target: place, props: { reader: { variant: asked.variant, centre }, drawn, place: asked.place } })
  // The place that the address names was not there when the browser looked for it.
  if (location.hash !== '') location.replace(location.href)
}

async function drawnAt(asked: Asked): Promise<Drawn> {
  let isBroken = false
  try {
    const drawer = await drawers[asked.place.page]?.()
    const drawn = await drawer?.draw(asked)
    if (drawn) return drawn
  } catch {
    isBroken = true
  }
  const { draw } = await import('./draw/not-kept.ts')
  return draw(asked, isBroken)
}
