/** The page of a tool as the script finds it: what is ticked is read from the controls, and nowhere else is it kept. */
import type { ShownTool } from '../domain/field-tool.ts'
import type { RunnerWords } from '../domain/runner-words.ts'

export interface PageData {
  readonly tool: ShownTool
  readonly words: RunnerWords
}

export function readData(): PageData {
  return JSON.parse(document.getElementById('data')?.textContent ?? 'null')
}

export function all<E extends HTMLElement = HTMLElement>(selector: string, inside: ParentNode = document): E[] {
  return [...inside.querySelectorAll<E>(selector)]
}

export function one<E extends HTMLElement = HTMLElement>(selector: string, inside: ParentNode = document): E | null {
  return inside.querySelector<E>(selector)
}

export function show(element: Element | null | undefined, shown: boolean): void {
  if (element instanceof HTMLElement) element.hidden = !shown
}

export function write(element: Element | null | undefined, text: string): void {
  if (element && element.textContent !== text) element.textContent = text
}

/** The value of the chosen radio button of a name. */
export function chosen(name: string): string | undefined {
  return one<HTMLInputElement>(`input[name="${name}"]:checked`)?.value
}

export function typedIn(id: string): string {
  const field = document.getElementById(id)
  return field instanceof HTMLSelectElement || field instanceof HTMLInputElement ? field.value : ''
}

/** What a select says, not its value; nothing when nothing was chosen. */
export function saidBy(id: string): string | undefined {
  const field = document.getElementById(id)
  return field instanceof HTMLSelectElement && field.value !== '' ? field.selectedOptions[0]?.text : undefined
}

/** Fills a list with lines of text. */
export function fillList(list: Element | null, lines: readonly string[]): void {
  list?.replaceChildren(
    ...lines.map((line) => {
      const item = document.createElement('li')
      item.textContent = line
      return item
    }),
  )
}

/** A part of the note; one that has nothing to say is left out, unless it says so. */
export function fillNote(part: string, lines: readonly string[], otherwise?: string): void {
  const said = lines.length === 0 && otherwise !== undefined ? [otherwise] : lines
  fillList(one(`[data-note="${part}"]`), said)
  show(one(`[data-part="${part}"]`), said.length > 0)
}

/** Told to whoever does not see it. */
export function tellAloud(text: string): void {
  write(document.getElementById('said'), text)
}

/** Everything as it was when the page came. */
export function emptyControls(): void {
  for (const field of all<HTMLInputElement | HTMLSelectElement>('input, select')) {
    if (field instanceof HTMLSelectElement) field.value = ''
    else if (field.type === 'checkbox' || field.type === 'radio') field.checked = field.defaultChecked
    else field.value = ''
  }
}
