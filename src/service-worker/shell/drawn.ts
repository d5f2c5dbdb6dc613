import type { Component } from 'svelte'
import type { Variant } from '#kernel/localized.ts'
import type { Asked, Place } from '../places.ts'

/** A page with its data, ready to be drawn: the same component that the server renders. */
export interface Drawn {
  // Each page has data of its own shape; the shell only carries them from the drawer to the component.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly component: Component<any>
  readonly data: object
  /** A line above the page: where what it shows comes from. */
  readonly says?: string
}

/** Null when the device has nothing to draw the page from. */
export type Draw<P extends Place = Place> = (asked: Asked & { readonly place: P }, here: URL) => Promise<Drawn | null>

/** What the server's layouts give to every page, for a reader without an account. */
export function dataOf<T extends object>(variant: Variant, view: T) {
  return { variant, person: null, newNotice: false, tour: null, ...view }
}
