import { forAllReaders } from '#platform/public-content.ts'

/** What a page may know that is the same for all readers of a variant: nobody's session, nobody's name. */
export interface PublicEvent<Params> {
  readonly params: Params
  readonly url: URL
  readonly locals: Pick<App.Locals, 'app' | 'variant'>
}

/**
 * A load whose data depend on nothing but the address and the reader's variant: worked out once for each state of the content.
 * With a question in the address it is worked out each time, since there is no end of questions.
 */
export function sameForAll<Params, Data>(load: (event: PublicEvent<Params>) => Promise<Data>): (event: PublicEvent<Params>) => Promise<Data> {
  return ({ params, url, locals: { app, variant } }) => {
    const event = { params, url, locals: { app, variant } }
    return url.search === '' ? forAllReaders(event.locals, url.pathname, () => load(event)) : load(event)
  }
}
