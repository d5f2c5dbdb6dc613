import type { Component } from 'svelte'

const files = import.meta.glob<{ default: Component }>('./shows/*.svelte', { eager: true })

/** Pages that stand for whole screens rather than for one component. */
const screens = ['home', 'unit', 'course', 'type']

const shows = new Map(Object.entries(files).map(([path, file]) => [path.replace('./shows/', '').replace('.svelte', ''), file.default]))

/** The component that shows another in all its states. */
export function showOf(name: string): Component | undefined {
  return shows.get(name)
}

/** Names of all that is shown, whole screens first. */
export function shownNames(): { screens: string[]; components: string[] } {
  const names = [...shows.keys()].sort()
  return { screens: names.filter((name) => screens.includes(name)), components: names.filter((name) => !screens.includes(name)) }
}
