/** Before somebody signs out: what waits on this device is sent, or stays locked, as she chooses; the key to it goes. */
import { openRows, type Rows, sendNow, standing, workFile } from '#modules/learning/device/outbox/index.ts'
import { saveAsFile } from '#modules/learning/device/outbox/saving.ts'
import { lockDevice, signOutLater, signOutNow } from '#modules/learning/device/outbox/signing-out.ts'

const form = document.querySelector<HTMLFormElement>('form[data-sign-out]')
const choice = document.querySelector<HTMLElement>('[data-out-choice]')
if (form && choice) serve(form, choice)

function serve(form: HTMLFormElement, choice: HTMLElement): void {
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask(choice)
  })
  const on = (name: string, deed: (rows: Rows) => unknown) =>
    choice.querySelector(`[data-out-${name}]`)?.addEventListener('click', () => void openRows().then(deed))
  on('send', (rows) => sendAndGo(rows, choice))
  on('lock', (rows) => go(rows, choice))
  on('file', async (rows) => {
    const file = await workFile(rows)
    if (file) saveAsFile(file)
  })
}

/** The choice, if anything waits at all. */
async function ask(choice: HTMLElement): Promise<void> {
  const rows = await openRows().catch(() => null)
  const now = rows && (await standing(rows))
  const left = now ? now.waiting + now.refused : 0
  if (left === 0) return go(rows, choice)
  const title = choice.querySelector('.title')
  if (title) title.textContent = (choice.dataset.title ?? '').replace('#', String(left))
  choice.hidden = false
  choice.querySelector<HTMLElement>('[data-out-send]')?.focus()
}

async function sendAndGo(rows: Rows, choice: HTMLElement): Promise<void> {
  say(choice, 'sending')
  await sendNow(rows).catch(() => undefined)
  const { waiting, refused } = await standing(rows)
  if (waiting + refused > 0) return say(choice, 'notSent')
  await go(rows, choice)
}

/** The key goes first: whatever the network does, nobody reads her work here after this. */
async function go(rows: Rows | null, choice: HTMLElement): Promise<void> {
  const person = (rows && (await rows.owner())?.person) ?? document.querySelector<HTMLElement>('[data-outbox-sign]')?.dataset.person
  if (rows) await lockDevice(rows)
  if (await signOutNow()) return location.assign(`/${location.pathname.split('/')[1] ?? ''}`)
  if (person !== undefined) signOutLater(person)
  choice.hidden = false
  for (const part of choice.querySelectorAll<HTMLElement>('[data-out-acts]')) part.hidden = true
  say(choice, 'away')
}

function say(choice: HTMLElement, word: 'sending' | 'notSent' | 'away'): void {
  const said = choice.querySelector('[data-out-said]')
  if (said) said.textContent = choice.dataset[word] ?? ''
}
