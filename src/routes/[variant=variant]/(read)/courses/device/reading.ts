/**
 * What a script adds to the pages of a course. They are whole without it; here the device answers practice questions
 * at once, and place, notes and bookmarks are kept, in the account or on the device. Nothing in this file knows any words: they stand in the page.
 */

import { type Kept, openKept } from './kept.ts'
import { turnPagesByKeys } from './keys.ts'
import { keepBookmark, keepNote } from './note.ts'
import { followPlace } from './place.ts'
import { answerPractice } from './practice.ts'
import { showProgress } from './progress.ts'

const page = document.querySelector<HTMLElement>('[data-course]')
if (page) void begin(page)

async function begin(page: HTMLElement): Promise<void> {
  const { course = '', unitHere, base = '' } = page.dataset
  const kept: Promise<Kept | undefined> = openKept(page).catch(() => undefined)
  if (unitHere !== undefined) {
    openOutline(page)
    answerPractice(page, kept)
    turnPagesByKeys(page)
  }
  const opened = await kept
  if (!opened) return
  await showProgress(page, opened, { course, base })
  if (unitHere === undefined) return
  await keepNote(page, opened, `${course}/${unitHere}`)
  await keepBookmark(page, opened, `${course}/${unitHere}`)
  await followPlace(page, opened, { course, unit: unitHere })
}

/** Where there is room beside the text the outline stands open; on a phone it would push the text away. */
function openOutline(page: HTMLElement): void {
  const outline = page.querySelector<HTMLDetailsElement>('.outline details')
  if (outline && matchMedia('(width >= 62rem)').matches) outline.open = true
}
