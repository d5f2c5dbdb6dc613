import type { Fact } from '#kernel/fact.ts'
import type { App } from '#platform/app.ts'
import type { Reaction } from '#platform/facts.ts'
import { postNewcomer } from '../commands/post-newcomer.ts'

const react = (app: App, { person, place }: Fact['body']) => postNewcomer(app, { person: String(person), place: String(place) })

/** Whoever opened an account for an institution works there from that day, in a post that somebody will say. */
export const postOnOpening: Reaction = { name: 'institutions.post-on-opening', hears: 'people.account-opened', react }

/** The same for somebody who was here already when a table said where she works. */
export const postOnPlacing: Reaction = { name: 'institutions.post-on-placing', hears: 'people.placed', react }
