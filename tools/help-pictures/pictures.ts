/** What pictures of help show, and how the words in them are told apart from those that differ from day to day. */
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'

export interface Picture {
  readonly name: string
  /** Whose account it takes; nobody's unless told. */
  readonly as?: 'learner' | 'coordinator' | 'admin'
  readonly path: string
  /** A link to follow from there. */
  readonly through?: string
  /** The page says it only with its script. */
  readonly scripted?: true
  /** What the picture is cropped to. */
  readonly shows: string
  /** In pixels of the page, where only the upper part is wanted. */
  readonly most?: number
  /** Words that must be on the page as they are in the picture; the rest changes with the data. */
  readonly words: string
}

export const pictures: readonly Picture[] = [
  { name: 'verify', path: '/verify', shows: 'main form', words: 'main form' },
  { name: 'with-code', path: '/with-code', shows: 'main form', words: 'main form' },
  { name: 'keep', path: '/courses/C01', scripted: true, shows: 'main [data-keep]:has(button)', words: 'main [data-keep] [data-acts]' },
  { name: 'test-start', as: 'learner', path: '/courses/C01/tests/1', shows: 'main', most: 700, words: 'main h2, main ul:not(.places) > li, main form' },
  {
    name: 'test-along',
    as: 'learner',
    path: '/courses/C01/tests/1',
    shows: 'main section:has(button[name=along])',
    words: 'main section:has(button[name=along])',
  },
  { name: 'security', as: 'learner', path: '/me/security', shows: 'main', most: 650, words: 'main h1, main .part h2' },
  { name: 'pack', path: '/courses/C10/trainer-pack', shows: 'main table >> nth=0', most: 420, words: 'main thead th' },
  { name: 'codes', as: 'coordinator', path: '/desk/codes', shows: 'main form.form', words: 'main form.form label, main form.form button' },
  { name: 'people', as: 'coordinator', path: '/desk/people', shows: 'main form.filters', words: 'main .filters label, main .filters button' },
  {
    name: 'records',
    as: 'coordinator',
    path: '/desk/records',
    shows: 'main form.filters',
    words: 'main form.filters label:not([for=person]), main form.filters .button',
  },
  {
    name: 'roles',
    as: 'admin',
    path: '/admin/people?q=marija',
    through: 'main tr:has-text("marija@primer.invalid") a >> nth=0',
    shows: 'main form[action="?/give"]',
    words: 'main form[action="?/give"] label, main form[action="?/give"] .button',
  },
  {
    name: 'record-clients',
    as: 'admin',
    path: '/admin/record-clients',
    shows: 'main fieldset >> nth=0',
    words: 'main fieldset >> nth=0',
  },
  { name: 'health', as: 'admin', path: '/admin/health', shows: 'main table', most: 330, words: 'main table th' },
]

/** Opens the page of a picture in a variant. */
export async function goTo(page: Page, { path, through, shows }: Picture, prefix: string): Promise<void> {
  await page.goto(`/${prefix}${path}`)
  if (through !== undefined) {
    await page.locator(through).click()
    await page.waitForLoadState()
  }
  await page.locator(shows).waitFor()
}

/** A fingerprint of the words that a picture shows; figures and spaces do not count. */
export async function saidBy(page: Page, { words }: Picture): Promise<string> {
  const texts = await page.locator(words).allInnerTexts()
  const plain = texts.map((text) => text.replaceAll(/\d+/g, '0').replaceAll(/\s+/g, ' ').trim()).join('\n')
  if (plain === '') throw new Error(`No words at ${words}`)
  return createHash('sha256').update(plain).digest('hex').slice(0, 16)
}
