/** Fills the forms of a page in a real browser as a person would who writes payloads into every field that takes text. */
import type { Locator, Page } from 'playwright-core'
import { png } from '../support/pictures.ts'

export interface Filling {
  /** Text for a field that takes so many characters. */
  readonly text: (limit: number) => string
  /** What the field for the present password gets. */
  readonly password: string
  /** Somebody whom forms can name. */
  readonly login: string
  /** A table for the form at a path. */
  readonly table: (path: string, chosen: string) => Promise<string>
}

export interface Filled {
  readonly path: string
  readonly fields: readonly string[]
  /** Files sent along; their names were payloads. */
  readonly files: number
  /** Where the answer stands, and what it says. */
  readonly landed: string
  readonly html: string
  readonly taken: boolean
}

interface FieldSeen {
  readonly order: number
  readonly name: string
  readonly type: string
  readonly limit: number
  readonly value: string
  readonly faulty: boolean
}

const textual = ['text', 'search', 'tel', 'url', 'email', 'textarea', 'date', 'number']

/** All forms of a page that take text or a file, one after the other, each on the page as it is then. */
export async function fillForms(page: Page, path: string, filling: Filling): Promise<Filled[]> {
  const filled: Filled[] = []
  if ((await page.goto(path))?.status() !== 200) return filled
  for (const [turn, order] of (await formsOf(page)).entries()) {
    if (turn > 0) await page.goto(path)
    const form = page.locator('form').nth(order)
    // What was sent before may have taken it away.
    if ((await form.count()) > 0) filled.push(await fillForm(page, form, { path, order, filling }))
  }
  return filled
}

/** Which forms of a page take words or files. The search box in the head is the same on every page. */
async function formsOf(page: Page): Promise<number[]> {
  const forms = await page.locator('form').all()
  const taking = await Promise.all(
    forms.map(async (form) => !(await form.evaluate((one) => one.closest('header') !== null)) && (await fieldsOf(form)).length > 0),
  )
  return taking.flatMap((takes, order) => (takes ? [order] : []))
}

async function fillForm(page: Page, form: Locator, { path, order, filling }: { path: string; order: number; filling: Filling }): Promise<Filled> {
  const fields = await fieldsOf(form)
  const texts = Object.fromEntries(fields.map((field) => [field.order, textFor(field, filling)]))
  const files = await chooseFiles(form, path, filling)
  await send(page, form, { texts, password: filling.password })
  // What was refused is put right, and what was not is sent once more with it.
  for (let again = 0; again < 2; again++) {
    const same = page.locator('form').nth(order)
    const faulty = (await same.count()) > 0 ? (await fieldsOf(same)).filter((field) => field.faulty) : []
    if (faulty.length === 0) break
    for (const field of faulty)
      texts[field.order] = plainFor(field, fields.find((one) => one.order === field.order)?.value ?? '', { again, login: filling.login })
    await send(page, same, { texts, password: filling.password })
  }
  const html = await page.content()
  const taken = !html.includes('aria-invalid="true"')
  const { pathname, search } = new URL(page.url())
  return { path, fields: fields.map(({ name }) => name), files, landed: pathname + search, html, taken }
}

/** Fields that take text or a file; none when the form is there to change a password. */
function fieldsOf(form: Locator): Promise<FieldSeen[]> {
  return form.evaluate((one, known) => {
    const all = [...(one as HTMLFormElement).elements] as HTMLInputElement[]
    if (all.some(({ autocomplete }) => autocomplete === 'current-password') && all.some(({ autocomplete }) => autocomplete === 'new-password')) return []
    return all.flatMap((field, order) =>
      [...known, 'file'].includes(field.type) && !field.disabled
        ? [
            {
              order,
              name: field.name,
              type: field.inputMode === 'numeric' ? 'number' : field.type,
              limit: field.maxLength > 0 ? field.maxLength : 1000,
              value: field.value,
              faulty: field.getAttribute('aria-invalid') === 'true',
            },
          ]
        : [],
    )
  }, textual)
}

/** Formats that a field demands are kept. */
function textFor(field: FieldSeen, { text }: Filling): string {
  if (field.type === 'email') return `${field.name.slice(0, 3)}.${Math.random().toString(36).slice(2)}@primer.invalid`
  if (field.type === 'date') return '2026-11-23'
  if (field.type === 'number') return field.value || '5'
  return field.type === 'file' ? '' : text(field.limit)
}

/** What a field takes that refused a payload: what stood in it, and then what its name asks for. */
function plainFor({ name }: FieldSeen, before: string, { again, login }: { again: number; login: string }): string {
  if (again === 0 && before !== '') return before
  if (/login/i.test(name)) return login
  if (/mail/i.test(name)) return 'neko@primer.invalid'
  if (/^(from|to|until|on)$|day|date/i.test(name)) return '2026-11-23'
  if (/latin|english/i.test(name)) return 'Ana <b>Probić</b>'
  if (/url|web|site/i.test(name)) return 'https://primer.rs/?a="b"'
  return 'Ана Пробић'
}

async function chooseFiles(form: Locator, path: string, { text, table }: Filling): Promise<number> {
  const inputs = form.locator('input[type=file]')
  const count = await inputs.count()
  for (let i = 0; i < count; i++) {
    const wanted = (await inputs.nth(i).getAttribute('accept')) ?? ''
    const name = text(120).replaceAll(/[\r\n\0]/g, ' ')
    const select = form.locator('select').first()
    const chosen = (await select.count()) > 0 ? await select.inputValue() : ''
    const picture = { name: `${name}.png`, mimeType: 'image/png', buffer: png() }
    const rows = async () => ({ name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(await table(path, chosen)) })
    await inputs.nth(i).setInputFiles(wanted.includes('image') ? picture : await rows())
  }
  return count
}

interface Sending {
  readonly texts: Readonly<Record<number, string>>
  readonly password: string
}

/** Scripts of the page do not run here, so nothing but the form itself says what is sent. */
async function send(page: Page, form: Locator, sending: Sending): Promise<void> {
  await form.evaluate((one, { texts, password }) => {
    const fields = [...(one as HTMLFormElement).elements] as (HTMLInputElement | HTMLSelectElement)[]
    for (const [order, field] of fields.entries()) {
      const text = texts[order]
      if (field.type === 'password') field.value = password
      else if (field instanceof HTMLSelectElement) field.selectedIndex = field.value === '' ? Math.min(1, field.length - 1) : field.selectedIndex
      else if (field.type === 'radio') field.checked ||= !fields.some((other) => other.name === field.name && (other as HTMLInputElement).checked)
      else if (field.type === 'checkbox') field.checked ||= field.required
      else if (text !== undefined && field.type !== 'file') field.value = text
    }
  }, sending)
  const gone = page.waitForEvent('domcontentloaded')
  await form.evaluate((one) => {
    const form = one as HTMLFormElement
    const button = [...form.elements].find((field) => field instanceof HTMLButtonElement && field.type === 'submit')
    form.noValidate = true
    form.requestSubmit(button as HTMLButtonElement | undefined)
  })
  await gone
  await page.waitForLoadState('domcontentloaded')
}

/** Presses the first button of a form without fields, as after a dry run. */
export async function press(page: Page, action: string): Promise<boolean> {
  const form = page.locator(`form[action*="${action}"]`).first()
  if ((await form.count()) === 0) return false
  await send(page, form, { texts: {}, password: '' })
  return true
}
