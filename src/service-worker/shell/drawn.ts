import type { Component } from 'svelte'
import type { Asked } from '../places.ts'

/** A page with its data, ready to be drawn: the same component that the server renders. */
export interface Drawn {
  // Each page has data of its own shape; the shell only carries them from the drawer to the component.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly component: Component<any>
  readonly data: object
}

/** Null when the device has nothing to draw the page from. */
export type Draw = (asked: Asked) => Promise<Drawn | null>
