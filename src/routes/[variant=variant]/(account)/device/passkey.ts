/** Asks the device for a passkey, or for a new one, and sends its answer with the form. Forms stay hidden where no device can answer. */
import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

if (browserSupportsWebAuthn()) {
  for (const none of document.querySelectorAll<HTMLElement>('[data-passkey-none]')) none.hidden = true
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) serve(form)
}

function serve(form: HTMLFormElement): void {
  const answer = form.querySelector<HTMLInputElement>('input[name="answer"]')
  const said = form.querySelector<HTMLElement>('[data-passkey-said]')
  if (!answer) return
  form.hidden = false
  form.addEventListener('submit', (event) => {
    if (answer.value !== '') return
    event.preventDefault()
    if (said) said.textContent = ''
    ask(form.dataset.passkey === 'create')
      .then((response) => {
        answer.value = JSON.stringify(response)
        form.submit()
      })
      .catch(() => {
        if (said) said.textContent = said.dataset.failed ?? ''
      })
  })
}

async function ask(creates: boolean): Promise<unknown> {
  const answered = await fetch(`/api/v1/passkeys/${creates ? 'creation' : 'request'}`, { method: 'POST' })
  if (!answered.ok) throw new Error('no options')
  const optionsJSON = await answered.json()
  return creates ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON })
}
