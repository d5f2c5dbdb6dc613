/** What the list says, in the words of a variant. */
import { toLatin } from '@putokaz/serbian'
import { choose, type Localized, type Variant } from '#kernel/localized.ts'
import { allInstitutions, allPosts, codesBelow } from '#modules/institutions/index.ts'
import { type SignedIn, scopesFor } from '#modules/people/index.ts'
import type { App } from '#platform/app.ts'
import * as words from '#texts/generated/desk.ts'
import * as register from '#texts/generated/institutions.ts'
import type { Row, State } from './standing-list.ts'

export interface PlaceNames {
  place(code: string): string
  /** Null: nobody has said it yet. */
  post(code: string | null): string
  /** Institutions and units she may choose from. */
  readonly choices: readonly { readonly value: string; readonly label: string }[]
}

export async function placeNames(app: App, actor: SignedIn, variant: Variant): Promise<PlaceNames> {
  const say = (text: Localized | undefined, code: string) => (text ? choose(text, variant, toLatin).text : code)
  const [institutions, posts, reach] = [await allInstitutions(app.db), await allPosts(app.db), scopesFor(actor, 'see-standing')]
  const hers = new Set(await codesBelow(app.db, reach))
  const place = (code: string) => say(institutions.find((one) => one.code === code)?.name, code)
  const choices = institutions.filter(({ code }) => hers.has(code)).map(({ code }) => ({ value: code, label: place(code) }))
  return { place, choices, post: (code) => (code === null ? register.postNotSaid(variant) : say(posts.find((one) => one.code === code)?.name, code)) }
}

export function nameOf({ name }: Row, variant: Variant): string {
  return variant === 'sr-Cyrl' ? name.name : name.nameLatin
}

const stateWords: Readonly<Record<State, (variant: Variant) => string>> = {
  'not-nominated': words.stateNotNominated,
  nominated: words.stateNominated,
  started: words.stateStarted,
  completed: words.stateCompleted,
  expiring: words.stateExpiring,
  expired: words.stateExpired,
}

export function stateName(state: State, variant: Variant): string {
  return stateWords[state](variant)
}

export function validityWords({ validity }: Row, variant: Variant): string {
  if (!validity) return ''
  const { kind } = validity
  const said = { valid: words.certificateValid, expired: words.certificateExpired, superseded: words.certificateSuperseded, revoked: words.certificateRevoked }
  return said[kind](variant)
}
