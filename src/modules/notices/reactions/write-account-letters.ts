import type { Variant } from '#kernel/localized.ts'
import { prefixOf } from '#kernel/variant-address.ts'
import { type MintedSecret, mintConfirmation, mintReset, personById } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import type { Reaction } from '#platform/facts.ts'
import * as words from '#texts/generated/letters.ts'
import { noteLetter } from '../store.ts'

function link(app: App, variant: Variant, path: string): string {
  return new URL(`/${prefixOf(variant)}${path}`, app.config.publicUrl).href
}

interface Draft {
  readonly kind: string
  readonly person: string
  readonly to: string
  readonly variant: Variant
  readonly subject: string
  readonly body: string
}

async function send(app: App, draft: Draft): Promise<void> {
  const id = app.newId()
  const text = `${words.greeting(draft.variant)}\n\n${draft.body}\n\n${words.signature(draft.variant)}\n`
  await app.mail.send({ id, to: draft.to, subject: draft.subject, text })
  await app.db.transact((tx) => noteLetter(tx, { key: id, kind: draft.kind, person: draft.person, sent_at: app.now() }))
}

const confirmEmail: Reaction = {
  name: 'notices.write-confirmation',
  hears: 'people.email-to-confirm',
  async react(app, body) {
    const person = String(body.person)
    const minted = await mintConfirmation(app, person, typeof body.next === 'string' ? body.next : null)
    if (minted) await send(app, confirmation(app, person, minted))
  },
}

function confirmation(app: App, person: string, { email, secret, variant }: MintedSecret): Draft {
  const address = link(app, variant, `/confirm?key=${secret}`)
  return { kind: 'confirm', person, to: email, variant, subject: words.confirmSubject(variant), body: words.confirmBody(variant, { address }) }
}

const resetPassword: Reaction = {
  name: 'notices.write-reset',
  hears: 'people.reset-asked',
  async react(app, body) {
    const person = String(body.person)
    const minted = await mintReset(app, person)
    if (!minted) return
    const { email, secret, variant } = minted
    const address = link(app, variant, `/reset?key=${secret}`)
    await send(app, { kind: 'reset', person, to: email, variant, subject: words.resetSubject(variant), body: words.resetBody(variant, { address }) })
  },
}

const alreadyRegistered: Reaction = {
  name: 'notices.write-already-registered',
  hears: 'people.already-registered',
  async react(app, body) {
    const person = await personById(app.db, String(body.person))
    if (!person?.email) return
    const { variant, email, id } = person
    const address = link(app, variant, '/forgotten')
    await send(app, { kind: 'already', person: id, to: email, variant, subject: words.alreadySubject(variant), body: words.alreadyBody(variant, { address }) })
  },
}

export const reactions: readonly Reaction[] = [confirmEmail, resetPassword, alreadyRegistered]
